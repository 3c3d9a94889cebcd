import type { Guard } from '../../type/type-definition.js';
import { type Attempt, holds, type Judgement } from '../attempt.js';
import { type Capacity, capacitiesOf } from '../capacity.js';
import { judgeAcyclic } from './acyclic.guard.js';
import { judgeDecidedBy } from './decided-by.guard.js';
import { judgeEvidence } from './evidence.guard.js';
import { judgeFields } from './fields.guard.js';
import { judgeGround } from './ground.guard.js';
import { judgeLineage } from './lineage.guard.js';
import { judgeLinkedState } from './linked-state.guard.js';
import { judgeParts } from './parts.guard.js';
import { judgePrerequisites } from './prerequisites.guard.js';
import { judgeReason } from './reason.guard.js';
import { judgeRole } from './role.guard.js';
import { judgeSeparation } from './separation.guard.js';
import { judgeSignOff } from './sign-off.guard.js';
import { judgeWindow } from './window.guard.js';

/** Judges one condition, for a command or for somebody who asks what can be done. */
export function judge(guard: Guard, attempt: Attempt): Judgement {
  switch (guard.kind) {
    case 'role':
      return judgeRole(guard, attempt, capacityFor(attempt));
    case 'separation':
      return judgeSeparation(guard, attempt, capacityFor(attempt));
    case 'decided-by':
      return judgeDecidedBy(guard, attempt, capacityFor(attempt));
    case 'reason':
      return judgeReason(guard, attempt);
    case 'ground':
      return judgeGround(attempt);
    case 'prerequisites':
      return judgePrerequisites(attempt);
    case 'parts':
      return judgeParts(attempt);
    case 'evidence':
      return judgeEvidence(attempt);
    case 'fields':
      return judgeFields(guard, attempt);
    case 'sign-off':
      return judgeSignOff(guard, attempt);
    case 'acyclic':
      return judgeAcyclic(attempt);
    case 'linked-state':
      return judgeLinkedState(guard, attempt);
    case 'window':
      return judgeWindow(guard, attempt);
    case 'lineage':
      return judgeLineage(guard, attempt);
  }
}

/**
 * In what capacity the actor takes the step: the first in which everything that is about persons holds,
 * their own before any other; else the first in which they have the role; else their own. Null where
 * nobody in particular asks.
 */
export function capacityFor(attempt: Attempt): Capacity | null {
  const { actor } = attempt.context;
  if (actor === null) return null;
  const capacities = capacitiesOf(actor);
  const [own = null] = capacities;
  if (capacities.length < 2) return own;
  const fits = (capacity: Capacity, kinds: readonly Guard['kind'][]): boolean =>
    attempt.transition.guards.every(
      (guard) => !kinds.includes(guard.kind) || judgePersons(guard, attempt, capacity).refusals.length === 0,
    );
  return (
    capacities.find((one) => fits(one, ['role', 'separation', 'decided-by'])) ??
    capacities.find((one) => fits(one, ['role'])) ??
    own
  );
}

function judgePersons(guard: Guard, attempt: Attempt, capacity: Capacity): Judgement {
  switch (guard.kind) {
    case 'role':
      return judgeRole(guard, attempt, capacity);
    case 'separation':
      return judgeSeparation(guard, attempt, capacity);
    case 'decided-by':
      return judgeDecidedBy(guard, attempt, capacity);
    default:
      return holds();
  }
}
