import type { TransitionDefinition } from '../type/type-definition.js';
import { type ActField, actFields, optional, required } from './act-fields.js';

/** What a transition takes among a command's `fields`, whichever item it is about. */
export function fieldsOfTransition({ act, guards }: TransitionDefinition): readonly ActField[] {
  return [
    ...actFields[act],
    ...guards.flatMap((guard): readonly ActField[] => {
      if (guard.kind === 'fields')
        return [...guard.required.map(required), ...(guard.optional ?? []).map(optional)];
      return guard.kind === 'linked-state' && guard.field !== undefined ? [required(guard.field)] : [];
    }),
  ];
}
