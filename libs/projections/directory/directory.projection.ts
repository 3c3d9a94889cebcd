import type { Day, RoleName } from '#domain';
import { ERASED, type StoredEvent } from '#ledger';
import type { Needs, Projection } from '../runner/projection.js';
import { idIn } from '../runner/recorded.js';
import type { WorkingSet } from '../runner/working-set.js';

export interface RoleRecord {
  readonly role: RoleName;
  readonly scope: string | null;
  readonly from: Day;
  readonly until: Day | null;
  /** The position from which it is on record. */
  readonly position: number;
  readonly ended: { readonly until: Day; readonly position: number } | null;
}

export type DirectoryRows = {
  person: {
    person: string;
    name: string;
    email: string | null;
    language: string;
    illustrative: boolean;
    erased: boolean;
    roles: readonly RoleRecord[];
    position: number;
  };
  body: { body: string; name: string; liaison: string | null; illustrative: boolean; position: number };
};

/** People with their roles, and bodies: the only view that holds a person's name or address. */
export const directory: Projection<DirectoryRows> = {
  name: 'directory',
  version: 1,
  tables: {
    person: {
      columns: {
        person: 'text',
        name: 'text',
        email: 'text',
        language: 'text',
        illustrative: 'boolean',
        erased: 'boolean',
        roles: 'jsonb',
        position: 'bigint',
      },
      nullable: ['email'],
      key: ['person'],
    },
    body: {
      columns: { body: 'text', name: 'text', liaison: 'text', illustrative: 'boolean', position: 'bigint' },
      nullable: ['liaison'],
      key: ['body'],
    },
  },
  needs,
  fold,
};

function needs(event: StoredEvent): Needs<DirectoryRows> | null {
  switch (event.type) {
    case 'PersonRegistered':
    case 'RoleGiven':
    case 'RoleEnded':
      return { person: [personOf(event.stream)] };
    case 'KeyDestroyed':
      return { person: [event.data.person] };
    case 'BodyRegistered':
      return {};
    default:
      return null;
  }
}

function fold(event: StoredEvent, rows: WorkingSet<DirectoryRows>): void {
  const { position } = event;
  const illustrative = (event.data.illustrative ?? []).length > 0;
  switch (event.type) {
    case 'PersonRegistered': {
      const person = personOf(event.stream);
      const { name, email, language } = event.data;
      rows.put('person', { person, name, email, language, illustrative, erased: false, roles: [], position });
      break;
    }
    case 'RoleGiven': {
      const { role, scope = null, from, until = null } = event.data;
      changeRoles(rows, event.stream, (roles) => [
        ...roles,
        { role, scope, from, until, position, ended: null },
      ]);
      break;
    }
    case 'RoleEnded': {
      const { role, scope = null, until } = event.data;
      const ends = (held: RoleRecord) => held.role === role && held.scope === scope && held.ended === null;
      changeRoles(rows, event.stream, (roles) =>
        roles.map((held) => (ends(held) ? { ...held, ended: { until, position } } : held)),
      );
      break;
    }
    case 'KeyDestroyed': {
      const row = rows.one('person', event.data.person);
      if (row !== undefined) rows.put('person', { ...row, name: ERASED, email: null, erased: true });
      break;
    }
    case 'BodyRegistered': {
      const body = idIn(event.stream, 'body');
      if (body === null) throw new Error('A body was registered on a stream that is none of a body.');
      const { name, liaison = null } = event.data;
      rows.put('body', { body, name, liaison, illustrative, position });
      break;
    }
  }
}

function changeRoles(
  rows: WorkingSet<DirectoryRows>,
  stream: string,
  change: (roles: readonly RoleRecord[]) => readonly RoleRecord[],
): void {
  const row = rows.one('person', personOf(stream));
  if (row === undefined) throw new Error('A role of a person who was never registered.');
  rows.put('person', { ...row, roles: change(row.roles) });
}

function personOf(stream: string): string {
  const person = idIn(stream, 'person');
  if (person === null) throw new Error(`${stream} is no person’s stream.`);
  return person;
}
