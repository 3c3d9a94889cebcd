import type { ImportReport, ReportRow } from '../sheet/import-report.js';
import { table } from './table.js';

const words: Readonly<Record<ReportRow['verdict'], string>> = {
  accepted: 'on record',
  repeated: 'was on record already',
  'would-be-accepted': 'would be accepted',
  refused: 'refused',
  changed: 'changed meanwhile',
  faulty: 'to be mended',
  nothing: 'nothing filled in',
  busy: 'not settled',
};

/** Each row's verdict in a table, those with nothing filled in only counted. */
export function importText({ rows, counts, dryRun }: ImportReport, width: number): string {
  const told = rows.filter(({ verdict }) => verdict !== 'nothing');
  const columns = [
    { title: 'row' },
    { title: 'item', most: 30 },
    { title: 'verdict', most: 21 },
    { title: 'what' },
  ];
  const shown = told.map((row) => [String(row.row), row.item ?? '–', words[row.verdict], whatOf(row)]);
  const counted = Object.entries(counts).map(
    ([verdict, count]) => `${count} ${words[verdict as ReportRow['verdict']] ?? verdict}`,
  );
  const summary = `${dryRun ? 'Dry run, nothing is on record: ' : ''}${counted.join(', ') || 'no rows'}.`;
  return [...(shown.length === 0 ? [] : [table(columns, shown, width), '']), summary].join('\n');
}

const whatOf = ({ events, problems }: ReportRow): string =>
  problems.length === 0
    ? events.join(', ')
    : problems
        .map(({ column, message, code }) => `${column === null ? '' : `${column}: `}${message} (${code})`)
        .join('\n');
