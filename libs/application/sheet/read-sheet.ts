import { nearest } from '#domain';
import { columnNamed, columns, type FilledColumn, isFilledColumn, REFUSED_COLUMN } from './columns.js';
import { parseCsv, unguarded } from './csv.js';
import { type CellFault, type RowSteps, rowSteps } from './row-steps.js';

export const MOST_ROWS = 1000;

export interface SheetRow {
  /** As spreadsheets count: the heading is row 1. */
  readonly row: number;
  /** The item's id or number, as typed; null where neither is. */
  readonly item: string | null;
  /** The version that whoever filled it in saw; null where the sheet does not say. */
  readonly version: number | null;
  readonly asks: RowSteps;
  /** As they stand in the file. */
  readonly cells: readonly string[];
}

export interface Sheet {
  readonly delimiter: string;
  readonly heading: readonly string[];
  /** Columns that mean nothing here, and are kept. */
  readonly others: readonly string[];
  /** Those with something in them. */
  readonly rows: readonly SheetRow[];
}

export type SheetReading =
  | { readonly ok: true; readonly sheet: Sheet }
  /** It cannot be read as a sheet at all: each reason in words. */
  | { readonly ok: false; readonly faults: readonly string[] };

/** Reads an update sheet as somebody filled it in. What is wrong with one row leaves the others as they are. */
export function readSheet(text: string): SheetReading {
  const parsed = parseCsv(text);
  if (!parsed.ok) return { ok: false, faults: [`Row ${parsed.row}: ${parsed.message}.`] };
  const [heading = [], ...body] = parsed.rows;
  const names = heading.map((cell) => columnNamed(unguarded(cell)));
  const rows = body
    .map((cells, index) => ({ row: index + 2, cells }))
    .filter(({ cells }) => cells.some((cell) => cell.trim() !== ''));
  const faults = [...headingFaults(names), ...misspelt(names, heading, rows), ...tooMany(rows.length)];
  if (faults.length > 0) return { ok: false, faults };
  const others = heading.filter((cell, index) => cell.trim() !== '' && !columns.includes(names[index] ?? ''));
  const sheet = {
    delimiter: parsed.delimiter,
    heading,
    others,
    rows: rows.map(({ row, cells }) => readRow(row, cells, names)),
  };
  return { ok: true, sheet: { ...sheet, rows: onceEach(sheet.rows) } };
}

function readRow(row: number, cells: readonly string[], names: readonly string[]): SheetRow {
  const under = (column: string): string | undefined => {
    const cell = unguarded(cells[names.indexOf(column)] ?? '').trim();
    return cell === '' ? undefined : cell;
  };
  const filled: { [C in FilledColumn]?: string } = {};
  for (const column of names.filter(isFilledColumn)) {
    const cell = under(column);
    if (cell !== undefined) filled[column] = cell;
  }
  const item = under('item') ?? under('number') ?? null;
  const version = under('version');
  const read = rowSteps(filled);
  const faults = [
    ...(cells.slice(names.length).some((cell) => cell.trim() !== '') ? [tooWide(cells, names)] : []),
    ...(read.ok ? [] : read.faults),
    ...(read.ok && read.steps.length === 0 ? [] : placeFaults(item, version)),
  ];
  const asks: RowSteps = faults.length > 0 ? { ok: false, faults } : read;
  const seen = version !== undefined && /^\d{1,9}$/.test(version) ? Number(version) : null;
  return { row, item, version: seen, asks, cells };
}

function placeFaults(item: string | null, version: string | undefined): readonly CellFault[] {
  const faults: CellFault[] = [];
  if (item === null) faults.push({ column: 'item', message: 'The row names no item.' });
  if (version !== undefined && !/^\d{1,9}$/.test(version)) {
    const message = `“${version}” is no version: it is the number that the sheet came with.`;
    faults.push({ column: 'version', message });
  }
  return faults;
}

const tooWide = (cells: readonly string[], names: readonly string[]): CellFault => ({
  column: null,
  message: `The row has ${cells.length} cells where the heading has ${names.length}: does a cell with the separator in it lack its quotation marks?`,
});

/** Two rows about one item would be judged on each other's outcome, which a dry run cannot know. */
function onceEach(rows: readonly SheetRow[]): readonly SheetRow[] {
  const first = new Map<string, number>();
  return rows.map((one) => {
    const asksNothing = one.asks.ok && one.asks.steps.length === 0;
    if (one.item === null || asksNothing) return one;
    const before = first.get(one.item);
    if (before === undefined) {
      first.set(one.item, one.row);
      return one;
    }
    const message = `Row ${before} is about item ${one.item} already: make one row of them, or import them one after the other.`;
    return { ...one, asks: { ok: false, faults: [{ column: 'item', message }] } };
  });
}

function headingFaults(names: readonly string[]): readonly string[] {
  const known = names.filter((name) => columns.includes(name));
  const twice = [...new Set(known.filter((name, index) => known.indexOf(name) !== index))];
  const hasItem = known.includes('item') || known.includes('number');
  return [
    ...(known.length === 0 ? ['The first row names none of the columns of an update sheet.'] : []),
    ...(known.length > 0 && !hasItem ? ['There is no column “item”, nor “number”.'] : []),
    ...(known.length > 0 && !known.some(isFilledColumn)
      ? [`There is no column to fill in; they are ${columns.filter(isFilledColumn).join(', ')}.`]
      : []),
    ...twice.map((name) => `There are two columns “${name}”.`),
  ];
}

/** A column that means nothing here is kept; where it looks like one that does, nobody wants it ignored. */
function misspelt(
  names: readonly string[],
  heading: readonly string[],
  rows: readonly { readonly cells: readonly string[] }[],
): readonly string[] {
  const free = columns.filter((column) => column !== REFUSED_COLUMN && !names.includes(column));
  return names.flatMap((name, index) => {
    if (name === '' || columns.includes(name)) return [];
    const near = nearest(name, free);
    const isUsed = rows.some(({ cells }) => (cells[index] ?? '').trim() !== '');
    return near !== null && isUsed
      ? [`There is no column “${heading[index]?.trim()}”. Did you mean “${near}”?`]
      : [];
  });
}

const tooMany = (rows: number): readonly string[] =>
  rows > MOST_ROWS ? [`It has ${rows} rows; ${MOST_ROWS} at most. Import it in parts.`] : [];
