import type { StoredEvent } from '#ledger';

/** What a batch makes of one table. */
export interface RowChanges {
  readonly put: readonly object[];
  /** The rows' keys. */
  readonly removed: readonly object[];
}

/** From this event on a stream's events are left out, and why. */
export interface Parked {
  readonly stream: string;
  readonly position: number;
  readonly version: number;
  readonly type: string;
  readonly reason: string;
}

/** Consecutive events, folded: what is to be written. */
export interface FoldedBatch {
  readonly from: number;
  readonly to: number;
  readonly events: readonly StoredEvent[];
  readonly tables: ReadonlyMap<string, RowChanges>;
  readonly parked: readonly Parked[];
}

export function parkedAt({ stream, position, version, type }: StoredEvent, error: unknown): Parked {
  const reason = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  return { stream, position, version, type, reason: reason.slice(0, 1000) };
}
