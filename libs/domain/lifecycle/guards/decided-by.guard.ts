import { refuse } from '../../refusal.js';
import { either } from '../../sentence.js';
import type { Guard } from '../../type/type-definition.js';
import { type Attempt, bodyName, fails, holds, isBlank, type Judgement, subjectOf } from '../attempt.js';
import { isApprover } from './role.guard.js';

/** The body whose decision it takes has decided; or an approver whom it empowered does so by acting. */
export function judgeDecidedBy(guard: Extract<Guard, { kind: 'decided-by' }>, attempt: Attempt): Judgement {
  const { state, context, command } = attempt;
  const bodies = guard.anyOf.flatMap((who) => bodiesMeant(who, attempt));
  const may = either(bodies.map((id) => bodyName(id, context)));
  const facts = { mayDecide: bodies, decidedBy: command?.decidedBy ?? null };
  const approver = approverActing(guard, attempt);
  if (command === null || approver !== null) return holds({ ...facts, approver });
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

/** The actor's id where they decide it themselves. */
function approverActing(
  { orApprover }: Extract<Guard, { kind: 'decided-by' }>,
  attempt: Attempt,
): string | null {
  const { actor } = attempt.context;
  const decider = attempt.command?.decidedBy;
  if (orApprover !== true || actor === null || !isApprover(actor, attempt)) return null;
  return isBlank(decider) || decider === actor.id ? actor.id : null;
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
