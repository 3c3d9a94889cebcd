import { type Refusal, refuse } from '#domain';
import type { CommandStreams } from '../way/command-streams.js';
import { knownAmong } from './known-among.js';

/** A decision that is put on record is that of a body or a person of the directory. */
export async function unknownDecider(
  streams: CommandStreams,
  decidedBy: string | undefined,
): Promise<readonly Refusal[]> {
  if (decidedBy === undefined) return [];
  const kinds = ['body', 'person'] as const;
  const known = await Promise.all(kinds.map((kind) => knownAmong(streams, kind, [decidedBy])));
  if (known.some((ids) => ids.has(decidedBy))) return [];
  const message = `There is no body or person “${decidedBy}” that could have decided.`;
  return [refuse('BODY.UNKNOWN', message, { decidedBy }, 'decidedBy')];
}
