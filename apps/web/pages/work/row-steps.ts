import type { Possibility } from '../../api/answers.js';
import { filled } from '../update/typed.js';
import type { RowDraft } from './row-draft.js';

/** One of the steps that a row asks for at once. */
interface RowStep {
  readonly transition: string;
  readonly effectiveOn?: string;
  readonly reason?: string;
  readonly ground?: string;
  readonly fields?: Readonly<Record<string, string>>;
  readonly evidence?: readonly { readonly kind: string; readonly reference: string }[];
}

/** What a row has inputs for; a step that needs more has its form on the item's page. */
const inputsOfRow: ReadonlySet<string> = new Set(['effectiveOn', 'reason', 'ground', 'evidence']);

/** The steps that a row can offer: those that move the item on and need nothing that it cannot ask. */
export const stepsOfRow = (transitions: readonly Possibility[]): readonly Possibility[] =>
  transitions.filter(
    ({ act, allowed, fields }) =>
      allowed &&
      act === 'transition' &&
      fields.every(({ name, required }) => !required || inputsOfRow.has(name)),
  );

export const allows = (transitions: readonly Possibility[], act: string): boolean =>
  transitions.some((possibility) => possibility.act === act && possibility.allowed);

/** What a row asks for, in the order in which it is judged: plan, move, report; evidence goes with the move. */
export function rowSteps(draft: RowDraft, transitions: readonly Possibility[]): readonly RowStep[] {
  const named = (act: string): string =>
    transitions.find((possibility) => possibility.act === act)?.transition ?? act;
  const { step, progress, noChange, start } = draft;
  const common = filled({ effectiveOn: draft.effectiveOn, reason: draft.reason, ground: draft.ground });
  const shown = evidenceOf(draft.evidence.trim());
  const report = filled({ text: progress, unchanged: noChange ? 'yes' : '' });
  const steps: RowStep[] = [];
  if (start.trim() !== '')
    steps.push({ transition: named('plan-start'), ...common, fields: { start: start.trim() } });
  if (step !== '')
    steps.push({ transition: step, ...common, ...(shown.length > 0 ? { evidence: shown } : {}) });
  if (Object.keys(report).length > 0)
    steps.push({ transition: named('report-progress'), ...common, fields: report });
  if (step === '' && shown.length > 0)
    steps.push({ transition: named('attach-evidence'), ...common, evidence: shown });
  return steps;
}

const evidenceOf = (reference: string): NonNullable<RowStep['evidence']> =>
  reference === '' ? [] : [{ kind: /^https?:\/\//i.test(reference) ? 'link' : 'paragraph', reference }];
