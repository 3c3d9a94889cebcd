import { ApiProblem, NoAnswer } from '../../api/api-problem.js';
import { wordsOf } from '../../kit/problem-alert.js';

/** What became of a row that was sent, or would. */
export type RowVerdict =
  | { readonly kind: 'sending' }
  | { readonly kind: 'possible' }
  | { readonly kind: 'saved' }
  /** Turned down, and why; nothing of the row is on record. */
  | { readonly kind: 'refused'; readonly messages: readonly string[] }
  /** Somebody else changed the item meanwhile. */
  | { readonly kind: 'changed'; readonly changes: readonly string[]; readonly version: number | null }
  /** An earlier try of this row got through, as it was then. */
  | { readonly kind: 'sent-before' }
  /** Not known, or not now: another try tells. */
  | { readonly kind: 'failed'; readonly title: string; readonly text: string };

/** The verdict that a failed try amounts to. */
export function verdictOf(error: unknown): RowVerdict {
  if (error instanceof NoAnswer) return { kind: 'failed', title: 'No answer', text: error.message };
  if (error instanceof ApiProblem) {
    const { status, code, refusals, errors, changes, actual } = error.body;
    if (status === 412) return { kind: 'changed', changes: changes ?? [], version: actual ?? null };
    if (code === 'COMMAND.KEY_REUSED') return { kind: 'sent-before' };
    if (refusals !== undefined && refusals.length > 0)
      return { kind: 'refused', messages: [...new Set(refusals.map(({ message }) => message))] };
    if (errors !== undefined && errors.length > 0)
      return {
        kind: 'refused',
        messages: errors.map(({ field, message }) => `${inWords(field)} ${message}.`),
      };
  }
  return { kind: 'failed', ...wordsOf(error) };
}

/** A field's path as words: "steps.0.evidence.0.reference" is "Evidence". */
function inWords(path: string): string {
  const [name = path] = path.replace(/^steps\.\d+\.(fields\.)?/, '').split('.');
  const words = name.replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** Has its reason beside it, and waits for somebody to look. */
export const needsALook = (verdict: RowVerdict | undefined): boolean =>
  verdict !== undefined && ['refused', 'changed', 'sent-before', 'failed'].includes(verdict.kind);
