import { addDays, isDay } from '../due/day.js';
import type { Day } from '../due/due-form.js';
import type { PersonEvent, Recorded, RoleEnded, RoleGiven, RoleName } from '../events/index.js';
import { type Decision, type Refusal, refuse } from '../refusal.js';
import { quoted } from '../sentence.js';
import { type DelegationHeld, withDelegation } from './delegation-held.js';
import {
  type DirectoryContext,
  groundsIn,
  idIn,
  judgeId,
  judgeText,
  mayAdminister,
  type OnRecordFields,
  unless,
} from './directory-rules.js';

export interface PersonState {
  readonly person: string;
  /** "erased" once the person's key is destroyed. */
  readonly name: string;
  readonly email: string | null;
  readonly language: string;
  readonly illustrative: boolean;
  readonly roles: readonly RoleHeld[];
  /** What others may do for them. */
  readonly delegated: readonly DelegationHeld[];
  /** What they may do for others, while those hold it themselves. */
  readonly received: readonly DelegationHeld[];
  readonly version: number;
}

export interface RoleHeld {
  readonly role: RoleName;
  /** The line, for clearance; the body, for an approver of one body only. */
  readonly scope: string | null;
  readonly from: Day;
  /** Last day on which it is held; null: until ended. */
  readonly until: Day | null;
}

export interface RegisterPersonCommand extends OnRecordFields {
  readonly person: string;
  readonly name: string;
  readonly email?: string;
  /** BCP 47 tag; `en` where absent. */
  readonly language?: string;
}
export interface GiveRoleCommand extends OnRecordFields {
  readonly role: RoleName;
  readonly scope?: string;
  readonly from: Day;
  readonly until?: Day;
}
export interface EndRoleCommand extends OnRecordFields {
  readonly role: RoleName;
  readonly scope?: string;
  /** Last day on which it is held. */
  readonly until: Day;
}

export function registerPerson(
  state: PersonState | null,
  command: RegisterPersonCommand,
  context: DirectoryContext,
): Decision<PersonEvent> {
  const { person, name, email = null, language = 'en' } = command;
  const exists = refuse('PERSON.EXISTS', `${quoted(person)} is in the directory already.`, { person }, 'id');
  return unless<PersonEvent>(
    [
      ...mayAdminister(context),
      ...(state === null ? [] : [exists]),
      ...judgeId(person, 'id'),
      ...judgeText(name, 'name'),
    ],
    { type: 'PersonRegistered', data: { name, email, language, ...groundsIn(command) } },
  );
}

/** Gives a role from a day on. A clearance is given on a line, its scope. */
export function giveRole(
  state: PersonState | null,
  command: GiveRoleCommand,
  context: DirectoryContext,
): Decision<PersonEvent> {
  const { role, scope, from, until } = command;
  const refusals: Refusal[] = [
    ...mayAdminister(context),
    ...judgeKnown(state),
    ...judgeDays({ from, until }),
  ];
  if (role === 'clearance' && (scope === undefined || scope.trim() === ''))
    refusals.push(
      refuse(
        'PERSON.SCOPE_MISSING',
        'A clearance is given on a line: name it as the scope.',
        { role },
        'scope',
      ),
    );
  if (until !== undefined && until < from)
    refusals.push(
      refuse('PERSON.DAYS_REVERSED', `A role from ${from} cannot end on ${until}.`, { from, until }, 'until'),
    );
  if (heldOn(state, role, scope, from) !== undefined)
    refusals.push(
      refuse('PERSON.ROLE_HELD', `The role ${role} is held on ${from} already.`, { role, from }, 'role'),
    );
  return unless<PersonEvent>(refusals, {
    type: 'RoleGiven',
    data: {
      role,
      from,
      ...(scope === undefined ? {} : { scope }),
      ...(until === undefined ? {} : { until }),
      ...groundsIn(command),
    },
  });
}

/**
 * Ends a role that is held on the day named, which becomes its last. Somebody else goes on
 * administering the ledger.
 * @param administrators everybody who was ever given the role administrator, this person included
 */
export function endRole(
  state: PersonState | null,
  command: EndRoleCommand,
  context: DirectoryContext,
  administrators: readonly PersonState[] = [],
): Decision<PersonEvent> {
  const { role, scope, until } = command;
  const refusals: Refusal[] = [...mayAdminister(context), ...judgeKnown(state), ...judgeDays({ until })];
  if (state !== null && heldOn(state, role, scope, until) === undefined)
    refusals.push(
      refuse('PERSON.ROLE_NOT_HELD', `The role ${role} is not held on ${until}.`, { role, until }, 'role'),
    );
  if (state !== null && role === 'administrator' && isDay(until)) {
    const others = administrators.filter(({ person }) => person !== state.person);
    const left = { ...state, roles: withRole(state.roles, { type: 'RoleEnded', data: { role, until } }) };
    refusals.push(...judgeAdministered([...others, left], addDays(until, 1), 'role'));
  }
  return unless<PersonEvent>(refusals, {
    type: 'RoleEnded',
    data: { role, until, ...(scope === undefined ? {} : { scope }), ...groundsIn(command) },
  });
}

/** @throws Error where the stream does not begin with `PersonRegistered`, which append does not let happen */
export function evolvePerson(state: PersonState | null, event: Recorded<PersonEvent>): PersonState {
  if (event.type === 'PersonRegistered') {
    const { name, email, language, illustrative } = event.data;
    const invented = illustrative?.includes('person') ?? false;
    const person = idIn(event.stream);
    return { person, name, email, language, illustrative: invented, ...nothing, version: event.version };
  }
  if (state === null) throw new Error(`The stream ${event.stream} begins with ${event.type}.`);
  const { version } = event;
  switch (event.type) {
    case 'RoleGiven':
    case 'RoleEnded':
      return { ...state, roles: withRole(state.roles, event), version };
    case 'DelegationGiven':
    case 'DelegationEnded':
      return { ...state, delegated: withDelegation(state.delegated, event.data.to, event), version };
    case 'DelegationReceived':
    case 'DelegationReturned':
      return { ...state, received: withDelegation(state.received, event.data.by, event), version };
  }
}

const nothing = { roles: [], delegated: [], received: [] } as const;

function withRole(roles: readonly RoleHeld[], event: RoleGiven | RoleEnded): readonly RoleHeld[] {
  const scope = event.data.scope ?? null;
  switch (event.type) {
    case 'RoleGiven': {
      const { role, from, until = null } = event.data;
      return [...roles, { role, scope, from, until }];
    }
    case 'RoleEnded': {
      const { role, until } = event.data;
      return roles.map((held) =>
        held.role === role && held.scope === scope && isHeld(held, until) ? { ...held, until } : held,
      );
    }
  }
}

/** The roles held on a day, with their scopes. */
export function rolesOn(
  { roles }: Pick<PersonState, 'roles'>,
  day: Day,
): readonly { readonly role: RoleName; readonly scope: string | null }[] {
  return roles.filter((held) => isHeld(held, day)).map(({ role, scope }) => ({ role, scope }));
}

/** Somebody administers the ledger from a day on, without an end. */
export function judgeAdministered(
  people: readonly PersonState[],
  day: Day,
  field: string,
): readonly Refusal[] {
  const isThere = people.some(({ roles }) =>
    roles.some(({ role, from, until }) => role === 'administrator' && from <= day && until === null),
  );
  if (isThere) return [];
  const message = `Nobody else administers this ledger from ${day} on without an end: give somebody the role administrator first.`;
  return [refuse('PERSON.LAST_ADMINISTRATOR', message, { day }, field)];
}

export const isHeld = ({ from, until }: Pick<RoleHeld, 'from' | 'until'>, day: Day): boolean =>
  from <= day && (until === null || day <= until);

const heldOn = (
  state: PersonState | null,
  role: RoleName,
  scope: string | undefined,
  day: Day,
): RoleHeld | undefined =>
  state?.roles.find((held) => held.role === role && held.scope === (scope ?? null) && isHeld(held, day));

export const judgeKnown = (state: PersonState | null): readonly Refusal[] =>
  state === null ? [refuse('PERSON.UNKNOWN', 'There is no such person in the directory.', {}, 'person')] : [];

export function judgeDays(days: { readonly [field: string]: Day | undefined }): readonly Refusal[] {
  return Object.entries(days)
    .filter(([, day]) => day !== undefined && !isDay(day))
    .map(([field, day]) =>
      refuse('PERSON.DAY_INVALID', `${quoted(day ?? '')} is no day; write it as 2020-09-30.`, {}, field),
    );
}

export const foldPerson = (events: readonly Recorded<PersonEvent>[]): PersonState | null =>
  events.reduce<PersonState | null>(evolvePerson, null);
