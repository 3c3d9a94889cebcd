import type { CommandAnswer, WouldBeAccepted } from '../command-answer.js';
import { columnOf, type MendableColumn } from './columns.js';
import type { SheetRow } from './read-sheet.js';
import type { CellFault } from './row-steps.js';

export type Verdict =
  /** On record now. */
  | 'accepted'
  /** Was on record already, from this row of this very sheet. */
  | 'repeated'
  /** Of a dry run: would be put on record. */
  | 'would-be-accepted'
  | 'refused'
  /** Changed since the version in the row. */
  | 'changed'
  /** A cell is not as it must be, or the item does not exist. */
  | 'faulty'
  /** Nothing is filled in. */
  | 'nothing'
  /** Others kept writing; importing the same sheet again settles it. */
  | 'busy';

export interface RowVerdict {
  /** As spreadsheets count: the heading is row 1. */
  readonly row: number;
  readonly item: string | null;
  readonly verdict: Verdict;
  /** The item's version after it, or the present one where it has changed. */
  readonly version: number | null;
  /** Labels of the events it left or would leave. */
  readonly events: readonly string[];
  readonly problems: readonly RowProblem[];
}

export interface RowProblem {
  readonly code: string;
  readonly message: string;
  /** The column to mend, where it is one. */
  readonly column: MendableColumn | null;
}

/** What became of a row, or why it was not even tried. */
export function verdictOn(
  { row, item, asks }: SheetRow,
  answer: CommandAnswer | WouldBeAccepted | null,
): RowVerdict {
  const verdict = { row, item, version: null, events: [], problems: [] };
  if (!asks.ok) return { ...verdict, verdict: 'faulty', problems: asks.faults.map(cellProblem) };
  if (answer === null) return { ...verdict, verdict: 'nothing' };
  switch (answer.outcome) {
    case 'accepted': {
      const { repeated, version } = answer;
      const events = answer.events.map(({ label }) => label);
      return { ...verdict, verdict: repeated ? 'repeated' : 'accepted', version, events };
    }
    case 'would-be-accepted': {
      const { repeated, version, events } = answer;
      return { ...verdict, verdict: repeated ? 'repeated' : 'would-be-accepted', version, events };
    }
    case 'refused': {
      const problems = answer.refusals.map(({ code, message, field }) => ({
        code,
        message,
        column: columnOf(field),
      }));
      return { ...verdict, verdict: 'refused', problems };
    }
    case 'version-mismatch': {
      const { expected, actual, changes } = answer;
      const message = `It has changed since version ${expected}: ${changes.join('; ')}. Look at it, and write ${actual} as its version.`;
      const problem = { code: 'COMMAND.VERSION_MISMATCH', message, column: 'version' } as const;
      return { ...verdict, verdict: 'changed', version: actual, problems: [problem] };
    }
    case 'not-found': {
      const problem = {
        code: 'ITEM.UNKNOWN',
        message: `There is no ${answer.what}.`,
        column: 'item',
      } as const;
      return { ...verdict, verdict: 'faulty', problems: [problem] };
    }
    case 'command-id-reused': {
      const message = 'This row of this sheet was imported before with other content.';
      return {
        ...verdict,
        verdict: 'faulty',
        problems: [{ code: 'COMMAND.KEY_REUSED', message, column: null }],
      };
    }
    case 'busy': {
      const message = 'Others kept changing what this depends on. Import the same sheet again.';
      return { ...verdict, verdict: 'busy', problems: [{ code: 'COMMAND.BUSY', message, column: null }] };
    }
  }
}

const cellProblem = (fault: CellFault): RowProblem => ({ code: 'SHEET.CELL_INVALID', ...fault });

/** Whether it still has to be put on record, so that its row is handed back. */
export const isOpen = ({ verdict }: RowVerdict): boolean =>
  verdict === 'refused' || verdict === 'changed' || verdict === 'faulty' || verdict === 'busy';
