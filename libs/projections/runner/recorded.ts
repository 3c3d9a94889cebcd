import { type ActumEvent, countsFrom, type Day, dayOfInstant, type Recorded } from '#domain';
import type { StoredEvent } from '#ledger';

/**
 * The event in the closed set's types. The ledger hands out known types in today's shape only, as
 * `decide` made them, so that their data need no second check here.
 */
export const asRecorded = (event: StoredEvent): Recorded<ActumEvent> =>
  event as unknown as Recorded<ActumEvent>;

/** The day from which a view counts an event: its latest effective day, or the day it was recorded. */
export const countingDay = ({
  effectiveOn,
  recordedAt,
}: Pick<StoredEvent, 'effectiveOn' | 'recordedAt'>): Day => countsFrom(effectiveOn, dayOfInstant(recordedAt));

/** `item:<id>` → the id; null for a stream of another kind. */
export const idIn = (stream: string, kind: string): string | null =>
  stream.startsWith(`${kind}:`) ? stream.slice(kind.length + 1) : null;
