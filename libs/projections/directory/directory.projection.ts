import type { Day, DelegatedRole, RoleName } from '#domain';
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

/** A delegation, as either of the two persons has it. */
export interface DelegationRecord {
  /** The other of the two. */
  readonly other: string;
  readonly role: DelegatedRole;
  readonly scope: string | null;
  readonly from: Day;
  readonly until: Day | null;
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
    /** What others may do for them, and what they may do for others. */
    delegated: readonly DelegationRecord[];
    received: readonly DelegationRecord[];
    position: number;
  };
  body: { body: string; name: string; liaison: string | null; illustrative: boolean; position: number };
};

/** People with their roles, and bodies: the only view that holds a person's name or address. */
export const directory: Projection<DirectoryRows> = {
  name: 'directory',
  version: 2,
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
        delegated: 'jsonb',
        received: 'jsonb',
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
    case 'DelegationGiven':
    case 'DelegationEnded':
    case 'DelegationReceived':
    case 'DelegationReturned':
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
      const nothing = { roles: [], delegated: [], received: [] };
      rows.put('person', {
        person,
        name,
        email,
        language,
        illustrative,
        erased: false,
        ...nothing,
        position,
      });
      break;
    }
    case 'RoleGiven': {
      const { role, scope = null, from, until = null } = event.data;
      change(rows, event.stream, ({ roles }) => ({
        roles: [...roles, { role, scope, from, until, position, ended: null }],
      }));
      break;
    }
    case 'RoleEnded': {
      const { role, scope = null, until } = event.data;
      const ends = (held: RoleRecord) => held.role === role && held.scope === scope && isInForce(held, until);
      change(rows, event.stream, ({ roles }) => ({
        roles: roles.map((held) => (ends(held) ? { ...held, ended: { until, position } } : held)),
      }));
      break;
    }
    case 'DelegationGiven':
    case 'DelegationEnded':
      change(rows, event.stream, ({ delegated }) => ({
        delegated: withDelegation(delegated, event.data.to, event),
      }));
      break;
    case 'DelegationReceived':
    case 'DelegationReturned':
      change(rows, event.stream, ({ received }) => ({
        received: withDelegation(received, event.data.by, event),
      }));
      break;
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

/** Held on a day by what is on record: an end that came later counts. */
function isInForce({ from, until, ended }: Pick<RoleRecord, 'from' | 'until' | 'ended'>, day: Day): boolean {
  const last = ended === null ? until : ended.until;
  return from <= day && (last === null || day <= last);
}

function withDelegation(
  records: readonly DelegationRecord[],
  other: string,
  event: StoredEvent & {
    readonly type: 'DelegationGiven' | 'DelegationEnded' | 'DelegationReceived' | 'DelegationReturned';
  },
): readonly DelegationRecord[] {
  const { position } = event;
  const { role, scope = null } = event.data;
  if (event.type === 'DelegationGiven' || event.type === 'DelegationReceived') {
    const { from, until = null } = event.data;
    return [...records, { other, role, scope, from, until, position, ended: null }];
  }
  const { until } = event.data;
  const ends = (one: DelegationRecord) =>
    one.other === other && one.role === role && one.scope === scope && isInForce(one, until);
  return records.map((one) => (ends(one) ? { ...one, ended: { until, position } } : one));
}

type Held = Pick<DirectoryRows['person'], 'roles' | 'delegated' | 'received'>;

function change(
  rows: WorkingSet<DirectoryRows>,
  stream: string,
  changed: (held: Held) => Partial<Held>,
): void {
  const row = rows.one('person', personOf(stream));
  if (row === undefined) throw new Error('A role of a person who was never registered.');
  rows.put('person', { ...row, ...changed(row) });
}

function personOf(stream: string): string {
  const person = idIn(stream, 'person');
  if (person === null) throw new Error(`${stream} is no person’s stream.`);
  return person;
}
