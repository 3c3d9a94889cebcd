import type { Paper } from '#projections';
import { row } from './table.js';
import { columnsOf, wrap } from './wrap.js';

/** What is printed of a paper, as a preview or as published. */
export interface Printed {
  readonly title: string;
  readonly components: Paper['components'];
  /** Under the table. */
  readonly notes: readonly string[];
}

/** A plan's paper laid out like the appendix that it is modelled on: number and text, due by, status. */
export const paperText = (paper: Paper, width: number): string =>
  printedText({ ...paper, notes: notesUnder(paper) }, width);

/** The same of whatever is printed; a revised due date stands on a line of its own under the first. */
export function printedText({ title, components, notes }: Printed, width: number): string {
  const numbers = components.flatMap(({ rows }) => rows.map(({ number }) => columnsOf(`${number}.`)));
  const widths = columnWidths(width, Math.max(3, ...numbers));
  const printed = components.flatMap((component) => [
    wrap(component.title, width).join('\n'),
    ...component.rows.map(({ number, text, dueText, revisedDueText, status }) =>
      row([`${number}.`, text, due(dueText, revisedDueText), status ?? '–'], widths),
    ),
  ]);
  const heading = wrap(title, width).join('\n');
  const rule = '─'.repeat(Math.min(width, Math.max(...heading.split('\n').map(columnsOf))));
  const columns = row(['', 'Action item', 'Due by', 'Status'], widths);
  const footer = notes.flatMap((line) => wrap(line, width)).join('\n');
  return [`${heading}\n${rule}`, columns, ...printed, footer].join('\n\n');
}

export const due = (original: string, revised: string | undefined): string =>
  revised === undefined ? original : `${original}\nRevised: ${revised}`;

/** The number takes what it needs; due by and status are narrow, as in print; the text takes the rest. */
function columnWidths(width: number, needed: number): readonly number[] {
  const number = Math.min(needed, Math.floor(width / 5));
  const status = width >= 80 ? 26 : 12;
  const due = width >= 80 ? 17 : 9;
  return [number, Math.max(10, width - number - due - status - 6), due, status];
}

function notesUnder(paper: Paper): readonly string[] {
  const { asOf, knownAt, origin, simulated, illustrative } = paper;
  const recorded = knownAt.instant === null ? '' : `, recorded by ${knownAt.instant}`;
  return [
    `As of ${asOf}; on record at position ${knownAt.position}${recorded}; ledger ${origin}.`,
    ...(simulated
      ? ['Simulated clock: today is where this ledger’s clock was set, not the calendar’s day.']
      : []),
    ...illustrative,
  ];
}
