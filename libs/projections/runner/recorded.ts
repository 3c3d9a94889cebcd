import { countsFrom, type Day, dayOfInstant } from '#domain';
import type { StoredEvent } from '#ledger';

/** The day from which a view counts an event: its latest effective day, or the day it was recorded. */
export const countingDay = ({
  effectiveOn,
  recordedAt,
}: Pick<StoredEvent, 'effectiveOn' | 'recordedAt'>): Day => countsFrom(effectiveOn, dayOfInstant(recordedAt));

/** `item:<id>` → the id; null for a stream of another kind. */
export const idIn = (stream: string, kind: string): string | null =>
  stream.startsWith(`${kind}:`) ? stream.slice(kind.length + 1) : null;
