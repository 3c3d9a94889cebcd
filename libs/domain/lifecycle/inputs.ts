import type { Guard } from '../type/type-definition.js';
import { type ActField, actFields, optional, required } from './act-fields.js';
import type { Attempt } from './attempt.js';
import { judge } from './guards/index.js';

/** Everything that a command for this transition has to say, or may. */
export function inputsOf(attempt: Attempt): readonly ActField[] {
  const inputs = new Map<string, ActField>();
  for (const field of actFields[attempt.transition.act]) inputs.set(field.name, field);
  for (const guard of attempt.transition.guards)
    for (const field of asks(guard, attempt)) inputs.set(field.name, field);
  return [...inputs.values()];
}

/** What a guard asks of the command, as opposed to what it finds on record. */
function asks(guard: Guard, attempt: Attempt): readonly ActField[] {
  const { state, transition } = attempt;
  switch (guard.kind) {
    case 'reason': {
      const isConditional = guard.when !== undefined && state.start === null;
      return [isConditional || transition.act === 'extend-due' ? optional('reason') : required('reason')];
    }
    case 'ground':
      return [required('ground')];
    case 'evidence':
      return [judge(guard, attempt).facts.attached === 0 ? required('evidence') : optional('evidence')];
    case 'decided-by':
      return [judge(guard, attempt).facts.approver === null ? required('decidedBy') : optional('decidedBy')];
    case 'fields':
      return [...guard.required.map(required), ...(guard.optional ?? []).map(optional)];
    case 'linked-state':
      return guard.field === undefined ? [] : [required(guard.field)];
    case 'role':
    case 'separation':
    case 'prerequisites':
    case 'parts':
    case 'sign-off':
    case 'acyclic':
    case 'window':
    case 'lineage':
      return [];
  }
}
