import type { Paper } from '#projections';
import { row } from './table.js';
import { columnsOf, wrap } from './wrap.js';

/** A plan's paper laid out like the appendix that it is modelled on: number and text, due by, status. */
export function paperText(paper: Paper, width: number): string {
  const widths = columnWidths(width);
  const components = paper.components.flatMap(({ title, rows }) => [
    wrap(title, width).join('\n'),
    ...rows.map(({ number, text, dueText, status }) =>
      row([`${number}.`, text, dueText ?? '', status ?? '–'], widths),
    ),
  ]);
  const heading = wrap(paper.title, width).join('\n');
  const rule = '─'.repeat(Math.min(width, Math.max(...heading.split('\n').map(columnsOf))));
  const columns = row(['', 'Action item', 'Due by', 'Status'], widths);
  return [`${heading}\n${rule}`, columns, ...components, footer(paper, width)].join('\n\n');
}

/** The number takes five columns; due by and status are narrow, as in print; the text takes the rest. */
function columnWidths(width: number): readonly number[] {
  const status = width >= 80 ? 26 : 12;
  const due = width >= 80 ? 17 : 9;
  return [3, Math.max(10, width - 3 - due - status - 6), due, status];
}

function footer(paper: Paper, width: number): string {
  const { asOf, knownAt, origin, simulated, illustrative } = paper;
  const recorded = knownAt.instant === null ? '' : `, recorded by ${knownAt.instant}`;
  return [
    `As of ${asOf}; on record at position ${knownAt.position}${recorded}; ledger ${origin}.`,
    ...(simulated
      ? ['Simulated clock: today is where this ledger’s clock was set, not the calendar’s day.']
      : []),
    ...illustrative,
  ]
    .flatMap((line) => wrap(line, width))
    .join('\n');
}
