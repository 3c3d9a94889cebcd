import { ApiProblem } from '../../api/api-problem.js';
import { wordsOf } from '../../kit/problem-alert.js';

/** Why an update was not recorded, sorted by where it is shown. */
export interface UpdateProblem {
  readonly title: string;
  /** What stands at the top of the form; each leads to its field where it has one. */
  readonly messages: readonly { readonly field: string | null; readonly text: string }[];
  /** The first message for each field, by the request's field path. */
  readonly byField: ReadonlyMap<string, string>;
  /** Somebody else changed the item meanwhile: the version it has now. */
  readonly changedTo: number | null;
  /** The key was used by an earlier try of this form that did get through. */
  readonly sentBefore: boolean;
}

export function updateProblem(error: unknown): UpdateProblem {
  if (!(error instanceof ApiProblem)) {
    const { title, text } = wordsOf(error);
    return problem(title, [{ field: null, text }]);
  }
  const { status, code, refusals, errors, changes, actual } = error.body;
  if (status === 412)
    return {
      ...problem(
        'Changed while you were typing',
        (changes ?? []).map((text) => ({ field: null, text })),
      ),
      changedTo: actual ?? null,
    };
  if (code === 'COMMAND.KEY_REUSED')
    return {
      ...problem('Recorded already', [
        {
          field: null,
          text: 'An earlier try of this form was recorded, as you had filled it in then. Look at the history below before you record this as well.',
        },
      ]),
      sentBefore: true,
    };
  if (refusals !== undefined && refusals.length > 0)
    return problem(
      'Not possible yet',
      refusals.map(({ field, message }) => ({ field: field ?? null, text: message })),
    );
  if (errors !== undefined && errors.length > 0)
    return problem(
      'Please look at these fields',
      errors.map(({ field, message }) => ({ field: field, text: `${fieldTitle(field)} ${message}` })),
    );
  const { title, text } = wordsOf(error);
  return problem(title, [{ field: null, text }]);
}

function problem(title: string, messages: UpdateProblem['messages']): UpdateProblem {
  const byField = new Map<string, string>();
  for (const { field, text } of messages) if (field !== null && !byField.has(field)) byField.set(field, text);
  return { title, messages, byField, changedTo: null, sentBefore: false };
}

/** A field's path as words: "decision.session" is "Session". */
function fieldTitle(path: string): string {
  const name =
    path
      .replace(/^fields\./, '')
      .split('.')
      .at(-1) ?? path;
  const words = name.replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}
