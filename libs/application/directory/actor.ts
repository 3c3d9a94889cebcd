import { type Actor, type DirectoryContext, foldPerson, isId, type PersonState, rolesOn } from '#domain';
import type { CommandStreams } from '../way/command-streams.js';

export async function personState(streams: CommandStreams, person: string): Promise<PersonState | null> {
  return foldPerson(await streams.read(`person:${person}`));
}

/** Who acts, with the roles held on the ledger's today. A reaction and somebody unknown hold none. */
export async function actorOf(streams: CommandStreams, id: string): Promise<Actor> {
  const person = isId(id) ? await personState(streams, id) : null;
  return { id, roles: person === null ? [] : rolesOn(person, await streams.today()) };
}

/** What the rules of the directory look at. Founders hold their role on record, and may lose it like anybody. */
export async function directoryContext(streams: CommandStreams, actor: string): Promise<DirectoryContext> {
  return { today: await streams.today(), actor: await actorOf(streams, actor), administrators: [] };
}
