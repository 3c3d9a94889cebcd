import type { Paper } from '#projections';
import { csv } from './csv.js';

/** The paper's rows with their component, and after them what a reader of the file must know. */
export const paperCsv = (paper: Paper): string =>
  csv([
    ['component', 'number', 'action item', 'due by', 'status'],
    ...paper.components.flatMap(({ title, rows }) =>
      rows.map(({ number, text, dueText, status }) => [title, number, text, dueText, status]),
    ),
    ...notes(paper).map((note) => ['note', null, note, null, null]),
  ]);

const notes = ({ asOf, origin, knownAt, simulated, illustrative }: Paper): readonly string[] => [
  `As of ${asOf}; on record at position ${knownAt.position}; ledger ${origin}.`,
  ...(simulated ? ['Simulated clock.'] : []),
  ...illustrative,
];
