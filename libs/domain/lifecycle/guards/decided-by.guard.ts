import { refuse } from '../../refusal.js';
import { either } from '../../sentence.js';
import type { Guard } from '../../type/type-definition.js';
import { type Attempt, bodyName, fails, holds, isBlank, type Judgement, subjectOf } from '../attempt.js';
import { type Capacity, personsIn } from '../capacity.js';
import { isApprover } from './role.guard.js';
import { judgeSeparation } from './separation.guard.js';

/** The body whose decision it takes has decided; or an approver whom it empowered does so by acting. */
export function judgeDecidedBy(
  guard: Extract<Guard, { kind: 'decided-by' }>,
  attempt: Attempt,
  capacity: Capacity | null,
): Judgement {
  const { state, context, command } = attempt;
  const bodies = guard.anyOf.flatMap((who) => bodiesMeant(who, attempt));
  const may = either(bodies.map((id) => bodyName(id, context)));
  const facts = { mayDecide: bodies, decidedBy: command?.decidedBy ?? null };
  const approver = approverActing(guard, attempt, capacity);
  if (command === null) return holds({ ...facts, approver });
  if (approver !== null) {
    // Who answers for the item asks for it by acting, and nobody approves what they ask for.
    const { refusals } = judgeSeparation(
      { kind: 'separation', from: ['owner', 'deputy'] },
      attempt,
      capacity,
    );
    return refusals.length === 0 ? holds({ ...facts, approver }) : { facts, refusals };
  }
  if (isBlank(command.decidedBy)) {
    const message = `${subjectOf(state)} needs the decision of ${may === '' ? 'a body, and none is named for it' : may}.`;
    return fails(refuse('ITEM.DECISION_MISSING', message, facts, 'decidedBy'));
  }
  const decider = command.decidedBy ?? '';
  if (bodies.includes(decider)) return holds(facts);
  const message =
    may === ''
      ? `No body is named that may decide this about ${subjectOf(state)}.`
      : `Only ${may} may decide this about ${subjectOf(state)}; ${bodyName(decider, context)} may not.`;
  return fails(refuse('ITEM.WRONG_BODY', message, facts, 'decidedBy'));
}

/** The actor's id where they decide it by acting, themselves or for another approver. */
function approverActing(
  { orApprover }: Extract<Guard, { kind: 'decided-by' }>,
  attempt: Attempt,
  capacity: Capacity | null,
): string | null {
  const decider = attempt.command?.decidedBy;
  if (orApprover !== true || capacity === null || !isApprover(capacity, attempt)) return null;
  return decider === undefined || isBlank(decider) || personsIn(capacity).includes(decider)
    ? capacity.id
    : null;
}

function bodiesMeant(who: string, { state, context }: Attempt): readonly string[] {
  const meant = (id: string | null): readonly string[] => (id === null ? [] : [id]);
  switch (who) {
    case '$body':
      return meant(state.body);
    case '$plan-body':
      return meant(context.planBody ?? state.body);
    case '$endorser':
      return meant(state.endorsedBy);
    default:
      return [who];
  }
}
