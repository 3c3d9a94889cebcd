import { type EventType, labelOf } from '#domain';
import type { StoredEvent } from '#ledger';
import { labelInWords } from '#projections';

export interface VersionMismatch {
  readonly decided: 'version-mismatch';
  readonly expected: number;
  readonly actual: number;
  readonly changes: readonly string[];
}

/** What may come between without the sender having to look again: it changes nothing that they decided on. */
const besides: ReadonlySet<string> = new Set<EventType>([
  'ProgressReported',
  'EvidenceAttached',
  'PartnerAdded',
  'BasisLinked',
  'CompanionLinked',
  'LineageLinked',
  'PrerequisiteMet',
  'PrerequisiteUnmet',
]);

/**
 * Whether the stream went on since the version that the sender saw, in a way that they should look at
 * before they insist. Null where it did not, or where the sender did not say what they saw.
 */
export function versionMismatch(
  events: readonly StoredEvent[],
  seen: number | undefined,
): VersionMismatch | null {
  if (seen === undefined || seen === events.length) return null;
  const since = events.slice(seen);
  if (seen < events.length && since.every(({ type }) => besides.has(type))) return null;
  return {
    decided: 'version-mismatch',
    expected: seen,
    actual: events.length,
    changes: since.map(inWords),
  };
}

/** "Start planned, recorded by focal-11 on 2020-10-01 (version 4)" */
function inWords(event: StoredEvent): string {
  return `${labelInWords(labelOf(event))}, recorded by ${event.actor} on ${event.recordedAt.slice(0, 10)} (version ${event.version})`;
}
