import type { Paper } from '#projections';
import { csv } from './csv.js';
import type { Printed } from './paper.text.js';

/** The paper's rows with their component, and after them what a reader of the file must know. */
export const paperCsv = (paper: Paper): string => printedCsv({ ...paper, notes: notes(paper) });

/** The same of whatever is printed. Where a due date was revised there is a column for it. */
export function printedCsv({ components, notes }: Printed): string {
  const isRevised = components.some(({ rows }) => rows.some((row) => row.revisedDueText !== undefined));
  const revised = (text: string | null) => (isRevised ? [text] : []);
  return csv([
    ['component', 'number', 'action item', 'due by', ...revised('revised to'), 'status'],
    ...components.flatMap(({ title, rows }) =>
      rows.map(({ number, text, dueText, revisedDueText = null, status }) => [
        ...[title, number, text, dueText, ...revised(revisedDueText), status],
      ]),
    ),
    ...notes.map((note) => ['note', null, note, null, ...revised(null), null]),
  ]);
}

const notes = ({ asOf, origin, knownAt, simulated, illustrative }: Paper): readonly string[] => [
  `As of ${asOf}; on record at position ${knownAt.position}; ledger ${origin}.`,
  ...(simulated ? ['Simulated clock.'] : []),
  ...illustrative,
];
