import {
  type Actor,
  type Delegation,
  type DirectoryContext,
  delegatedOn,
  evolvePerson,
  foldPerson,
  isId,
  type PersonEvent,
  type PersonState,
  rolesOn,
} from '#domain';
import type { Ledger } from '#ledger';
import { CommandStreams } from '../way/command-streams.js';
import { folding } from '../way/folding.js';
import { ledgerState } from './ledger-state.js';

const foldedPerson = folding<PersonEvent, PersonState>(evolvePerson, foldPerson);

export async function personState(streams: CommandStreams, person: string): Promise<PersonState | null> {
  return foldedPerson(await streams.read(`person:${person}`));
}

/**
 * Who acts, with the roles held on the ledger's today, their own and those of whom they act for. A
 * reaction, somebody unknown and somebody erased hold none.
 */
export async function actorOf(streams: CommandStreams, id: string): Promise<Actor> {
  const [person] = await unerased(streams, [id]);
  if (person === undefined) return { id, roles: [] };
  const today = await streams.today();
  const roles = rolesOn(person, today);
  const delegations = await delegationsOf(streams, person, today);
  return delegations.length === 0 ? { id, roles } : { id, roles, delegations };
}

/** Somebody as they may act today, by what is on record now. */
export const actorToday = (ledger: Ledger, id: string): Promise<Actor> =>
  actorOf(new CommandStreams(ledger), id);

/** What others have delegated to a person and hold themselves today: their own streams are looked at for it. */
async function delegationsOf(
  streams: CommandStreams,
  person: PersonState,
  today: string,
): Promise<readonly Delegation[]> {
  const by = [...new Set(person.received.map(({ other }) => other))].sort();
  if (by.length === 0) return [];
  const delegators = await unerased(streams, by);
  return delegators.flatMap((delegator) => delegatedOn(person, delegator, today));
}

/** Everybody who was ever given the role administrator, and is not erased. */
export async function administratorsEver(streams: CommandStreams): Promise<readonly PersonState[]> {
  return unerased(streams, (await ledgerState(streams))?.administrators ?? []);
}

/** Those of the ids that are people of the directory, without those who are erased: nobody acts as them any more. */
export async function unerased(
  streams: CommandStreams,
  ids: readonly string[],
): Promise<readonly PersonState[]> {
  const erased = (await ledgerState(streams))?.erased ?? [];
  const people = await Promise.all(
    ids.filter((id) => isId(id) && !erased.includes(id)).map((id) => personState(streams, id)),
  );
  return people.filter((one) => one !== null);
}

/** What the rules of the directory look at. Founders hold their role on record, and may lose it like anybody. */
export async function directoryContext(streams: CommandStreams, actor: string): Promise<DirectoryContext> {
  return { today: await streams.today(), actor: await actorOf(streams, actor), administrators: [] };
}
