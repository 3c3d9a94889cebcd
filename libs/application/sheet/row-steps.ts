import type { ItemStep } from '../items/item-step.js';
import { type FilledColumn, filledColumns, isFilledColumn, type MendableColumn } from './columns.js';

/** What a row asks for, or what is wrong with its cells; no step where nothing is filled in. */
export type RowSteps =
  | { readonly ok: true; readonly steps: readonly ItemStep[] }
  | { readonly ok: false; readonly faults: readonly CellFault[] };

export interface CellFault {
  readonly column: MendableColumn | null;
  readonly message: string;
}

export type FilledCells = { readonly [C in FilledColumn]?: string };

/**
 * A row's cells as steps, in the order in which they can be true: a start is planned, the transition
 * made, progress reported. Day, reason and ground are those of all of them; evidence is the
 * transition's where there is one.
 */
export function rowSteps(cells: FilledCells): RowSteps {
  const faults = faultsIn(cells);
  if (faults.length > 0) return { ok: false, faults };
  const { transition, planned_start: start, progress, no_change: noChange } = cells;
  const onRecord = {
    effectiveOn: cells.effective_on,
    reason: cells.reason,
    ground: cells.ground,
  };
  const evidence = evidenceIn(cells.evidence);
  const steps: ItemStep[] = [];
  if (start !== undefined) steps.push({ transition: 'plan-start', ...onRecord, fields: { start } });
  if (transition !== undefined)
    steps.push({ transition, ...onRecord, ...(evidence.length === 0 ? {} : { evidence }) });
  if (progress !== undefined)
    steps.push({ transition: 'report-progress', ...onRecord, fields: { text: progress } });
  if (yes.test(noChange ?? ''))
    steps.push({ transition: 'report-progress', ...onRecord, fields: { unchanged: 'yes' } });
  if (transition === undefined && evidence.length > 0)
    steps.push({ transition: 'attach-evidence', ...onRecord, evidence });
  if (steps.length > 0) return { ok: true, steps };
  const isIdle = Object.values(onRecord).every((cell) => cell === undefined);
  return isIdle ? { ok: true, steps } : { ok: false, faults: [nothingAsked] };
}

const yes = /^(?:yes|true|x|1)$/i;
const no = /^(?:no|false|0)$/i;

const nothingAsked: CellFault = {
  column: null,
  message:
    'The row says when or why, but not what: fill in transition, planned_start, progress, no_change or evidence.',
};

function faultsIn(cells: FilledCells): readonly CellFault[] {
  const tooLong = Object.keys(filledColumns)
    .filter(isFilledColumn)
    .flatMap((column): readonly CellFault[] => {
      const { length } = cells[column] ?? '';
      const most = filledColumns[column];
      return length <= most ? [] : [{ column, message: `It has ${length} characters; ${most} at most.` }];
    });
  const { no_change: noChange = 'no', progress } = cells;
  const unclear = yes.test(noChange) || no.test(noChange) ? [] : [unclearNoChange(noChange)];
  const both = yes.test(noChange) && progress !== undefined ? [changeAndNone] : [];
  return [...tooLong, ...unclear, ...both, ...evidenceFaults(cells.evidence)];
}

const unclearNoChange = (said: string): CellFault => ({
  column: 'no_change',
  message: `“${said}” does not say whether there is no change: write “yes”, or leave it empty.`,
});
const changeAndNone: CellFault = {
  column: 'no_change',
  message: 'Report progress or that there is no change, not both.',
};

/** One piece of evidence on each line of the cell. */
const linesIn = (cell = ''): readonly string[] =>
  cell
    .split(/\r\n|\r|\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '');

const evidenceIn = (cell: string | undefined): NonNullable<ItemStep['evidence']> =>
  linesIn(cell).map((reference) => ({
    kind: /^https?:\/\//.test(reference) ? 'link' : 'paragraph',
    reference,
  }));

function evidenceFaults(cell: string | undefined): readonly CellFault[] {
  const lines = linesIn(cell);
  const file = lines.some((line) => line.startsWith('file:'))
    ? ['A file is attached by “actum evidence” or in the browser: a sheet names links and paragraphs.']
    : [];
  const long = lines.some(({ length }) => length > 1000)
    ? ['One reference has 1000 characters at most.']
    : [];
  const many = lines.length > 50 ? ['There may be 50 pieces of evidence at most.'] : [];
  return [...file, ...long, ...many].map((message) => ({ column: 'evidence', message }));
}
