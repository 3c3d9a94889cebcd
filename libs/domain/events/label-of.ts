import type { ActumEvent } from './index.js';

/** What an event is called: its transition's label in the item's type, else its own, else its type. */
export function labelOf({ type, data }: ActumEvent): string {
  if ('via' in data) return data.via.label;
  return 'label' in data ? data.label : type;
}
