import type { Guard } from '../../type/type-definition.js';
import type { Attempt, Judgement } from '../attempt.js';
import { judgeAcyclic } from './acyclic.guard.js';
import { judgeDecidedBy } from './decided-by.guard.js';
import { judgeEvidence } from './evidence.guard.js';
import { judgeFields } from './fields.guard.js';
import { judgeGround } from './ground.guard.js';
import { judgeParts } from './parts.guard.js';
import { judgePrerequisites } from './prerequisites.guard.js';
import { judgeReason } from './reason.guard.js';
import { judgeRole } from './role.guard.js';
import { judgeSeparation } from './separation.guard.js';
import { judgeSignOff } from './sign-off.guard.js';

/** Judges one condition, for a command or for somebody who asks what can be done. */
export function judge(guard: Guard, attempt: Attempt): Judgement {
  switch (guard.kind) {
    case 'role':
      return judgeRole(guard, attempt);
    case 'separation':
      return judgeSeparation(guard, attempt);
    case 'decided-by':
      return judgeDecidedBy(guard, attempt);
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
      return judgeSignOff(attempt);
    case 'acyclic':
      return judgeAcyclic(attempt);
  }
}
