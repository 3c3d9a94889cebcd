import { sql } from 'kysely';
import type { Day, RoleName } from '#domain';
import type { ViewAccess } from '../reflect/view-access.js';
import { viewDatabase } from '../reflect/view-database.js';
import { directory, type RoleRecord } from './directory.projection.js';

/** A person who holds a role on a day. */
export interface Holder {
  readonly person: string;
  readonly role: RoleName;
  readonly scope: string | null;
}

/** Whoever holds one of the roles on the day, in order of their ids. */
export async function readHolders(
  access: ViewAccess,
  wanted: readonly RoleName[],
  day: Day,
): Promise<readonly Holder[]> {
  if (wanted.length === 0) return [];
  const rows = await viewDatabase(access.db, directory)
    .selectFrom('person')
    .select(['person', 'roles'])
    .where('ledger', '=', access.ledger.name)
    .where('erased', '=', false)
    .where((eb) => eb.or(wanted.map((role) => sql<boolean>`roles @> ${JSON.stringify([{ role }])}::jsonb`)))
    .orderBy('person')
    .execute();
  return rows.flatMap(({ person, roles }) =>
    roles
      .filter((held) => wanted.includes(held.role) && isHeldOn(held, day))
      .map(({ role, scope }) => ({ person, role, scope })),
  );
}

/** The liaisons of those of the ids that are bodies and have one, by body. */
export async function readLiaisons(
  access: ViewAccess,
  ids: readonly (string | null)[],
): Promise<ReadonlyMap<string, string>> {
  const wanted = [...new Set(ids)].filter((id) => id !== null);
  if (wanted.length === 0) return new Map();
  const rows = await viewDatabase(access.db, directory)
    .selectFrom('body')
    .select(['body', 'liaison'])
    .where('ledger', '=', access.ledger.name)
    .where('body', 'in', wanted)
    .execute();
  return new Map(rows.flatMap(({ body, liaison }) => (liaison === null ? [] : [[body, liaison]])));
}

function isHeldOn({ from, until, ended }: RoleRecord, day: Day): boolean {
  const last = ended === null ? until : ended.until;
  return from <= day && (last === null || day <= last);
}
