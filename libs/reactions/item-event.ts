import type { Via } from '#domain';
import type { StoredEvent } from '#ledger';

/** An event that an item's transition left. */
interface WentThrough {
  readonly item: string;
  readonly via: Via;
}

export interface StateChange {
  readonly item: string;
  readonly from: string | null;
  readonly to: string;
}

/** `item:<id>` → the id; null for a stream of another kind. */
export const itemOn = (stream: string): string | null => /^item:(.+)$/.exec(stream)?.[1] ?? null;

/** The item and the transition behind an event; null where it is another kind of event. */
export function viaOf({ stream, data }: StoredEvent): WentThrough | null {
  const item = itemOn(stream);
  return item !== null && 'via' in data ? { item, via: data.via } : null;
}

/** An item's step from one state into another; null where it stayed in the one it was in. */
export function stateChange(event: StoredEvent): StateChange | null {
  const went = viaOf(event);
  if (went === null || went.via.from === went.via.to) return null;
  return { item: went.item, from: went.via.from, to: went.via.to };
}
