import { refuse } from '../../refusal.js';
import { either } from '../../sentence.js';
import type { Guard } from '../../type/type-definition.js';
import { type Attempt, fails, fieldOf, holds, isReaction, type Judgement, subjectOf } from '../attempt.js';
import { type Capacity, standsFor } from '../capacity.js';
import { linesOf } from '../lines.js';

const TITLES: { readonly [who: string]: string } = {
  owner: 'the focal point',
  deputy: 'the officer-in-charge',
  registrar: 'a registrar',
  approver: 'an approver',
  clearance: 'somebody with clearance on the line',
  administrator: 'an administrator',
  auditor: 'an auditor',
  staff: 'a member of staff',
  reaction: 'the ledger itself',
};

/** The actor is who the transition is for, today: themselves, or by what somebody who is has delegated to them. */
export function judgeRole(
  guard: Extract<Guard, { kind: 'role' }>,
  attempt: Attempt,
  capacity: Capacity | null,
): Judgement {
  const { state } = attempt;
  const as = capacity === null ? undefined : guard.anyOf.find((who) => isOneOf(who, capacity, attempt));
  const { owner, deputy } = state;
  const facts = { actor: capacity?.id ?? null, anyOf: guard.anyOf, owner, deputy };
  const onBehalfOf = capacity?.onBehalfOf ?? null;
  if (as !== undefined) return holds({ ...facts, as, ...(onBehalfOf === null ? {} : { for: onBehalfOf }) });
  const whom = either(guard.anyOf.filter((who) => who !== 'reaction').map((who) => TITLES[who] ?? who));
  return fails(
    refuse('ITEM.ROLE_MISSING', `${subjectOf(state)}: this is for ${whom}, as held today.`, facts),
  );
}

function isOneOf(who: string, capacity: Capacity, attempt: Attempt): boolean {
  const { state } = attempt;
  switch (who) {
    case 'owner':
      return standsFor(capacity, state.owner, state);
    case 'deputy':
      return standsFor(capacity, state.deputy, state);
    case 'reaction':
      return isReaction(capacity.id);
    case 'clearance':
      return capacity.roles.some(({ role, scope }) => role === who && isOnLine(scope, attempt));
    case 'approver':
      return isApprover(capacity, attempt);
    default:
      return capacity.roles.some(({ role }) => role === who);
  }
}

function isOnLine(scope: string | null, { state, command, context }: Attempt): boolean {
  const line = fieldOf(command, 'line');
  if (scope === null) return false;
  return line === null ? linesOf(context.definition, state).includes(scope) : scope === line;
}

/** An approver of everything, or empowered by the body that the item answers to. */
export function isApprover({ roles }: Pick<Capacity, 'roles'>, { state, context }: Attempt): boolean {
  return roles.some(
    ({ role, scope }) =>
      role === 'approver' && (scope === null || scope === context.planBody || scope === state.body),
  );
}
