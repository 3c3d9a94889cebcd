import { isDay } from '../due/day.js';
import type { Day } from '../due/due-form.js';
import { type DelegatedRole, delegatedRoles, type PersonEvent } from '../events/index.js';
import { type Refusal, refuse } from '../refusal.js';
import { quoted } from '../sentence.js';
import { type DelegationHeld, isInForce } from './delegation-held.js';
import { type DirectoryContext, groundsIn, mayAdminister, type OnRecordFields } from './directory-rules.js';
import { isHeld, judgeDays, judgeKnown, type PersonState } from './person.js';

export interface DelegateRoleCommand extends OnRecordFields {
  /** Who may act for the delegator. */
  readonly to: string;
  readonly role: DelegatedRole;
  /** The line, for clearance; the body, for an approver of one body only; for `owner`, one item. */
  readonly scope?: string;
  readonly from: Day;
  readonly until?: Day;
}
export interface EndDelegationCommand extends OnRecordFields {
  readonly to: string;
  readonly role: DelegatedRole;
  readonly scope?: string;
  /** Last day on which it is in force. */
  readonly until: Day;
}

/** The two persons of a delegation, as their streams have them. */
export interface DelegationParties {
  readonly delegator: PersonState | null;
  readonly delegate: PersonState | null;
}

/** What a delegation leaves on the streams of both, or why not. */
export type DelegationDecision =
  | { readonly accepted: true; readonly delegator: PersonEvent; readonly delegate: PersonEvent }
  | { readonly accepted: false; readonly refusals: readonly [Refusal, ...Refusal[]] };

/**
 * Lets another person do what somebody holds, from a day on. Whoever holds it delegates it, or an
 * administrator does for them; what is held for somebody else is nobody's to pass on.
 */
export function delegateRole(
  parties: DelegationParties,
  command: DelegateRoleCommand,
  context: DirectoryContext,
): DelegationDecision {
  const { delegator, delegate } = parties;
  const { to, role, scope, from, until } = command;
  const refusals: Refusal[] = [
    ...mayDelegate(context, [delegator?.person]),
    ...judgeKnown(delegator),
    ...judgeDelegate(parties, to),
    ...judgeRole(role, scope),
    ...judgeDays({ from, until }),
  ];
  if (until !== undefined && until < from)
    refusals.push(
      refuse(
        'PERSON.DAYS_REVERSED',
        `A delegation from ${from} cannot end on ${until}.`,
        { from, until },
        'until',
      ),
    );
  if (delegator !== null && isDay(from)) {
    const [, day = from] = [from, context.today].sort();
    refusals.push(...judgeHolds(delegator, role, scope ?? null, day));
    const isThere = delegator.delegated.some(
      (one) => isSame(one, delegate?.person ?? to, role, scope) && isInForce(one, from),
    );
    if (isThere)
      refusals.push(
        refuse(
          'PERSON.DELEGATED',
          `${quoted(to)} may do that for ${delegator.person} on ${from} already.`,
          { to, role, from },
          'to',
        ),
      );
  }
  const what = {
    role,
    ...(scope === undefined ? {} : { scope }),
    from,
    ...(until === undefined ? {} : { until }),
    ...groundsIn(command),
  };
  return both(
    refusals,
    { type: 'DelegationGiven', data: { to, ...what } },
    { type: 'DelegationReceived', data: { by: delegator?.person ?? '', ...what } },
  );
}

/** Ends a delegation that is in force on the day named, which becomes its last; either of the two may. */
export function endDelegation(
  parties: DelegationParties,
  command: EndDelegationCommand,
  context: DirectoryContext,
): DelegationDecision {
  const { delegator, delegate } = parties;
  const { to, role, scope, until } = command;
  const refusals: Refusal[] = [
    ...mayDelegate(context, [delegator?.person, delegate?.person]),
    ...judgeKnown(delegator),
    ...judgeDelegate(parties, to),
    ...judgeDays({ until }),
  ];
  const isThere = delegator?.delegated.some((one) => isSame(one, to, role, scope) && isInForce(one, until));
  if (delegator !== null && isThere !== true)
    refusals.push(
      refuse(
        'PERSON.NOT_DELEGATED',
        `${delegator.person} has not delegated that to ${quoted(to)} on ${until}.`,
        { to, role, until },
        'role',
      ),
    );
  const what = { role, ...(scope === undefined ? {} : { scope }), until, ...groundsIn(command) };
  return both(
    refusals,
    { type: 'DelegationEnded', data: { to, ...what } },
    { type: 'DelegationReturned', data: { by: delegator?.person ?? '', ...what } },
  );
}

/** What a person may do for a delegator on a day: of what was delegated, what that one holds themselves then. */
export function delegatedOn(
  delegate: Pick<PersonState, 'received'>,
  delegator: PersonState,
  day: Day,
): readonly { readonly by: string; readonly role: DelegatedRole; readonly scope: string | null }[] {
  return delegate.received
    .filter((one) => one.other === delegator.person && isInForce(one, day))
    .filter(({ role, scope }) => role === 'owner' || holds(delegator, role, scope, day))
    .map(({ role, scope }) => ({ by: delegator.person, role, scope }));
}

function both(
  refusals: readonly Refusal[],
  delegator: PersonEvent,
  delegate: PersonEvent,
): DelegationDecision {
  const [first, ...others] = refusals;
  return first === undefined
    ? { accepted: true, delegator, delegate }
    : { accepted: false, refusals: [first, ...others] };
}

function mayDelegate(
  context: DirectoryContext,
  persons: readonly (string | undefined)[],
): readonly Refusal[] {
  if (persons.includes(context.actor.id) || mayAdminister(context).length === 0) return [];
  const facts = { actor: context.actor.id };
  return [
    refuse(
      'PERSON.ROLE_MISSING',
      'Only whoever holds it delegates it, or an administrator does for them.',
      facts,
    ),
  ];
}

function judgeDelegate({ delegator, delegate }: DelegationParties, to: string): readonly Refusal[] {
  if (delegate === null)
    return [refuse('PERSON.UNKNOWN', `There is no person ${quoted(to)} in the directory.`, { to }, 'to')];
  if (delegate.person !== delegator?.person) return [];
  return [refuse('PERSON.NOT_SEPARATE', 'Nobody delegates to themselves.', { to }, 'to')];
}

function judgeRole(role: DelegatedRole, scope: string | undefined): readonly Refusal[] {
  if (!delegatedRoles.includes(role)) {
    const message = `The role ${role} cannot be delegated; give it to somebody instead.`;
    return [refuse('PERSON.ROLE_NOT_DELEGATED', message, { role }, 'role')];
  }
  if (role !== 'clearance' || (scope !== undefined && scope.trim() !== '')) return [];
  const message = 'A clearance is delegated on a line: name it as the scope.';
  return [refuse('PERSON.SCOPE_MISSING', message, { role }, 'scope')];
}

/** Whoever delegates a role holds it themselves; items are answered for on their own streams. */
function judgeHolds(
  delegator: PersonState,
  role: DelegatedRole,
  scope: string | null,
  day: Day,
): readonly Refusal[] {
  if (role === 'owner' || holds(delegator, role, scope, day)) return [];
  const { person } = delegator;
  const lent = delegator.received.find(
    (one) => one.role === role && covers(one.scope, scope) && isInForce(one, day),
  );
  if (lent !== undefined) {
    const message = `${person} may do that for ${lent.other} only: what is held by delegation cannot be delegated on. ${lent.other} can delegate it to somebody else.`;
    return [refuse('PERSON.DELEGATED_ON', message, { role, scope, by: lent.other }, 'role')];
  }
  const message = `${person} does not hold the role ${role}${scope === null ? '' : ` (${scope})`} on ${day}, and cannot delegate it.`;
  return [refuse('PERSON.ROLE_NOT_HELD', message, { role, scope, day }, 'role')];
}

/** What is held for everything can be delegated for one line or body. */
const covers = (held: string | null, scope: string | null): boolean => held === null || held === scope;

const holds = (person: PersonState, role: DelegatedRole, scope: string | null, day: Day): boolean =>
  person.roles.some((held) => held.role === role && covers(held.scope, scope) && isHeld(held, day));

const isSame = (one: DelegationHeld, to: string, role: DelegatedRole, scope: string | undefined): boolean =>
  one.other === to && one.role === role && one.scope === (scope ?? null);
