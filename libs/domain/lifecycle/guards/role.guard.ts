import type { Actor } from '../../decide/item-command.js';
import { refuse } from '../../refusal.js';
import { either } from '../../sentence.js';
import type { Guard } from '../../type/type-definition.js';
import { type Attempt, fails, fieldOf, holds, isReaction, type Judgement, subjectOf } from '../attempt.js';

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

/** The actor is who the transition is for, today. */
export function judgeRole(guard: Extract<Guard, { kind: 'role' }>, attempt: Attempt): Judgement {
  const { state, context } = attempt;
  const { actor } = context;
  const as = actor === null ? undefined : guard.anyOf.find((who) => isOneOf(who, actor, attempt));
  const facts = { actor: actor?.id ?? null, anyOf: guard.anyOf, owner: state.owner, deputy: state.deputy };
  if (as !== undefined) return holds({ ...facts, as });
  const whom = either(guard.anyOf.filter((who) => who !== 'reaction').map((who) => TITLES[who] ?? who));
  return fails(
    refuse('ITEM.ROLE_MISSING', `${subjectOf(state)}: this is for ${whom}, as held today.`, facts),
  );
}

function isOneOf(who: string, actor: Actor, attempt: Attempt): boolean {
  const { state } = attempt;
  switch (who) {
    case 'owner':
      return actor.id === state.owner;
    case 'deputy':
      return actor.id === state.deputy;
    case 'reaction':
      return isReaction(actor.id);
    case 'clearance':
      return actor.roles.some(({ role, scope }) => role === who && isOnLine(scope, attempt));
    case 'approver':
      return isApprover(actor, attempt);
    default:
      return actor.roles.some(({ role }) => role === who);
  }
}

function isOnLine(scope: string | null, { state, command }: Attempt): boolean {
  const line = fieldOf(command, 'line');
  if (scope === null) return false;
  return line === null ? state.lines.includes(scope) : scope === line;
}

/** An approver of everything, or empowered by the body that the item answers to. */
export function isApprover(actor: Actor, { state, context }: Attempt): boolean {
  return actor.roles.some(
    ({ role, scope }) =>
      role === 'approver' && (scope === null || scope === context.planBody || scope === state.body),
  );
}
