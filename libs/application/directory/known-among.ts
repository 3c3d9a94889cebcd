import { isId } from '#domain';
import type { CommandStreams } from '../way/command-streams.js';

/** Those of the ids under which a stream of this kind is on record. */
export async function knownAmong(
  streams: CommandStreams,
  kind: 'item' | 'person' | 'body',
  ids: readonly (string | null | undefined)[],
): Promise<ReadonlySet<string>> {
  const wanted = [...new Set(ids.filter(isId))];
  const versions = await Promise.all(wanted.map((id) => streams.version(`${kind}:${id}`)));
  return new Set(wanted.filter((_, index) => versions[index] !== 0));
}
