import type { DueForm } from '../due/due-form.js';
import { parseDue } from '../due/parse-due.js';
import type { Refusal } from '../refusal.js';
import { type CommandAttempt, fieldOf } from './attempt.js';

export type ReadDue =
  | { readonly ok: true; readonly due: DueForm }
  | { readonly ok: false; readonly refusal: Refusal };

/** The due text in a field of the command, with the last day that the field `latest` gives for it. */
export function readDue(
  { command, context }: Pick<CommandAttempt, 'command' | 'context'>,
  field: 'start' | 'due',
): ReadDue {
  const { periods = [] } = context;
  const latest = fieldOf(command, 'latest');
  const text = fieldOf(command, field) ?? '';
  const parsed = parseDue(text, latest === null ? { periods } : { periods, latest });
  if (parsed.ok) return parsed;
  const about = parsed.refusal.code.startsWith('DUE.LATEST') ? 'latest' : field;
  return { ok: false, refusal: { ...parsed.refusal, field: `fields.${about}` } };
}
