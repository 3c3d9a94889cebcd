import type { Guard } from '../../type/type-definition.js';
import { fieldTitle } from '../act-fields.js';
import { type Attempt, fieldOf, holds, type Judgement, missingField } from '../attempt.js';

/** The fields that the type requires beyond what the act itself takes. */
export function judgeFields(guard: Extract<Guard, { kind: 'fields' }>, { command }: Attempt): Judgement {
  if (command === null) return holds({ required: guard.required });
  const missing = guard.required.filter((name) => fieldOf(command, name) === null);
  const refusals = missing.map((name) => missingField(name, fieldTitle(name)));
  return { facts: { required: guard.required, missing }, refusals };
}
