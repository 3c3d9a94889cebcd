import type { ItemEvent, Via } from '#domain';
import type { StoredEvent } from '#ledger';

/** An event that an item's transition left. */
export interface WentThrough {
  readonly item: string;
  readonly via: Via;
}

export interface StateChange {
  readonly item: string;
  readonly from: string | null;
  readonly to: string;
}

/** The item and the transition behind an event; null where it is another kind of event. */
export function viaOf(event: StoredEvent): WentThrough | null {
  const item = /^item:(.+)$/.exec(event.stream)?.[1];
  if (item === undefined) return null;
  // On an item's stream stand the events that the rules of items made, and no others.
  const { data } = event as unknown as ItemEvent;
  return 'via' in data ? { item, via: data.via } : null;
}

/** An item's step from one state into another; null where it stayed in the one it was in. */
export function stateChange(event: StoredEvent): StateChange | null {
  const went = viaOf(event);
  if (went === null || went.via.from === went.via.to) return null;
  return { item: went.item, from: went.via.from, to: went.via.to };
}
