import { reflect } from '../reflect/reflect.js';
import type { Vantage, ViewAccess } from '../reflect/view-access.js';
import { viewDatabase } from '../reflect/view-database.js';
import type { BodyList, PeopleList } from './directory.answer.js';
import { type DelegationRecord, directory, type RoleRecord } from './directory.projection.js';
import { readNames } from './names.js';

/**
 * People on record with the roles on record, whenever they are held, in order of their ids.
 *
 * @throws ViewBehind
 */
export async function readPeople(access: ViewAccess, vantage: Vantage = {}): Promise<PeopleList> {
  const reflected = await reflect(access, [directory], vantage);
  const known = reflected.knownAt.position;
  const rows = await viewDatabase(access.db, directory)
    .selectFrom('person')
    .select(['person as id', 'name', 'illustrative', 'erased', 'roles', 'delegated', 'received'])
    .where('ledger', '=', access.ledger.name)
    .where('position', '<=', known)
    .orderBy('person')
    .execute();
  const names = new Map(rows.map(({ id, name }) => [id, name]));
  const shown = (records: readonly DelegationRecord[]) =>
    records
      .filter(({ position }) => position <= known)
      .map((one) => ({
        person: one.other,
        personName: names.get(one.other) ?? one.other,
        role: one.role,
        ...heldAsKnown(one, known),
      }));
  const people = rows.map(({ roles, delegated, received, ...person }) => ({
    ...person,
    roles: roles
      .filter(({ position }) => position <= known)
      .map((one) => ({ role: one.role, ...heldAsKnown(one, known) })),
    delegated: shown(delegated),
    actsFor: shown(received),
  }));
  return { ...reflected, people };
}

/**
 * Bodies on record, in order of their ids.
 *
 * @throws ViewBehind
 */
export async function readBodies(access: ViewAccess, vantage: Vantage = {}): Promise<BodyList> {
  const reflected = await reflect(access, [directory], vantage);
  const rows = await viewDatabase(access.db, directory)
    .selectFrom('body')
    .select(['body as id', 'name', 'liaison', 'illustrative'])
    .where('ledger', '=', access.ledger.name)
    .where('position', '<=', reflected.knownAt.position)
    .orderBy('body')
    .execute();
  const names = await readNames(
    access,
    rows.map(({ liaison }) => liaison),
  );
  const bodies = rows.map((row) => ({
    ...row,
    liaisonName: row.liaison === null ? null : names.person(row.liaison),
  }));
  return { ...reflected, bodies };
}

function heldAsKnown({ scope, from, until, ended }: Omit<RoleRecord, 'role'>, known: number) {
  return { scope, from, until: ended !== null && ended.position <= known ? ended.until : until };
}
