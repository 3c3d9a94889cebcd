import { CsvError, parse } from 'csv-parse/sync';
import { stringify } from 'csv-stringify/sync';

/** What a spreadsheet would take for a formula, however many apostrophes already stand before it. */
const formula = /^'*[=+\-@\t\r\n]/;

/** A cell that a spreadsheet shows as the text it is: one apostrophe before what it would compute. */
export const harmless = (cell: string): string => (formula.test(cell) ? `'${cell}` : cell);

/** The text of such a cell: that apostrophe taken off again. Of any text `unguarded(harmless(text))` is the text. */
export const unguarded = (cell: string): string =>
  cell.startsWith("'") && formula.test(cell) ? cell.slice(1) : cell;

/**
 * RFC 4180 with a byte order mark, so that spreadsheets read UTF-8; no cell of it is a formula.
 * Cells with breaks or with blanks at either end are quoted, so that nobody's program trims them.
 */
export const writeCsv = (rows: readonly (readonly string[])[], delimiter = ','): string =>
  stringify(
    rows.map((cells) => cells.map(harmless)),
    { bom: true, delimiter, record_delimiter: '\r\n', quoted_match: /[\r\n;\t]|^\s|\s$/ },
  );

export type CsvParse =
  | { readonly ok: true; readonly delimiter: string; readonly rows: readonly (readonly string[])[] }
  /** `row` as spreadsheets count: the first is 1. */
  | { readonly ok: false; readonly row: number; readonly message: string };

/** Reads comma, semicolon or tab separated text, whichever its first row uses. Cells are as they stand in the file. */
export function parseCsv(text: string): CsvParse {
  const delimiter = delimiterOf(text);
  try {
    const rows = parse(text, {
      bom: true,
      delimiter,
      record_delimiter: ['\r\n', '\n', '\r'],
      relax_column_count: true,
      skip_empty_lines: false,
    });
    return { ok: true, delimiter, rows };
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const records: unknown = error.records;
    const row = typeof records === 'number' ? records + 1 : 1;
    return { ok: false, row, message: faults[error.code] ?? error.message };
  }
}

const faults: { readonly [code: string]: string } = {
  CSV_QUOTE_NOT_CLOSED: 'a quotation mark is opened and never closed',
  CSV_INVALID_CLOSING_QUOTE: 'something follows a closing quotation mark; within a cell it is written twice',
  INVALID_OPENING_QUOTE:
    'a quotation mark stands within a cell that is not quoted; quote the cell, and write the mark twice',
};

/** The separator that the first row has most of, outside quotation marks. */
function delimiterOf(text: string): string {
  const counts = { ',': 0, ';': 0, '\t': 0 };
  let quoted = false;
  for (const letter of text) {
    if (letter === '"') quoted = !quoted;
    if (quoted) continue;
    if (letter === '\n' || letter === '\r') break;
    if (letter === ',' || letter === ';' || letter === '\t') counts[letter] += 1;
  }
  const most = Math.max(...Object.values(counts));
  return Object.entries(counts).find(([, count]) => count === most)?.[0] ?? ',';
}
