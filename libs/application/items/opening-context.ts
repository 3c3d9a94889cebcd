import type { OpeningContext, PublishedType } from '#domain';
import { actorOf } from '../directory/actor.js';
import { knownAmong } from '../directory/known-among.js';
import { periodsOf } from '../directory/periods-of.js';
import type { CommandStreams } from '../way/command-streams.js';
import { publishedType } from './item-type.js';

type Ids = readonly (string | undefined)[];

/** What an opening names. */
export interface Named {
  readonly types: readonly string[];
  readonly items: Ids;
  /** People or bodies. */
  readonly parties: Ids;
}

/** Everything that the rules of openings may look at, read from streams. */
export async function openingContext(
  streams: CommandStreams,
  actor: string,
  { types, items, parties }: Named,
): Promise<OpeningContext> {
  return {
    today: await streams.today(),
    actor: await actorOf(streams, actor),
    types: await typesAmong(streams, types),
    items: await knownAmong(streams, 'item', items),
    people: await knownAmong(streams, 'person', parties),
    bodies: await knownAmong(streams, 'body', parties),
    periods: await periodsOf(streams),
  };
}

async function typesAmong(
  streams: CommandStreams,
  ids: readonly string[],
): Promise<ReadonlyMap<string, PublishedType>> {
  const found = await Promise.all(
    [...new Set(ids)].map(async (id) => [id, await publishedType(streams, id)] as const),
  );
  return new Map(found.flatMap(([id, type]) => (type === null ? [] : [[id, type]])));
}
