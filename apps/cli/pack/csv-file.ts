import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Fault, Place } from './fault.js';

export interface CsvCell extends Place {
  readonly text: string;
}

/** A CSV file with a header: rows of cells, each with the place where it begins. */
export interface CsvFile {
  readonly file: string;
  readonly header: readonly CsvCell[];
  readonly rows: readonly (readonly CsvCell[])[];
  readonly faults: readonly Fault[];
}

/** UTF-8, with or without a byte order mark; commas, semicolons or tabs between cells; RFC 4180 quotes. */
export async function readCsvFile(folder: string, file: string): Promise<CsvFile> {
  const bytes = await readFile(path.join(folder, file)).catch((error: NodeJS.ErrnoException) => error);
  const fault = (message: string): CsvFile => ({
    ...{ file, header: [], rows: [] },
    faults: [{ file, line: 1, column: 1, message }],
  });
  if (bytes instanceof Error) return fault(`cannot be read (${bytes.code ?? bytes.message})`);
  try {
    return parseCsvFile(file, new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    return fault('is not UTF-8: save it from the spreadsheet as “CSV UTF-8”');
  }
}

export function parseCsvFile(file: string, source: string): CsvFile {
  const text = source.replace(/^\uFEFF/, '');
  const { records, unclosed } = new CsvReader(file, text, delimiterOf(text)).read();
  const faults: Fault[] = unclosed === null ? [] : [{ ...unclosed, message: 'a quote that is never closed' }];
  const [header = [], ...rows] = records.filter((cells) => cells.some((cell) => cell.text.trim() !== ''));
  if (header.length === 0)
    faults.push({ file, line: 1, column: 1, message: 'has no header: name the columns first' });
  for (const row of rows) {
    const surplus = row[header.length];
    if (surplus !== undefined && row.slice(header.length).some((cell) => cell.text !== '')) {
      const { line, column } = surplus;
      const message = `has ${row.length} cells, and the header ${header.length}: put quotes around a cell with a comma in it`;
      faults.push({ file, line, column, message });
    }
  }
  return { file, header, rows, faults };
}

/** Whichever of the three the first line has most of, outside quotes. */
function delimiterOf(text: string): string {
  const [line = ''] = text.replaceAll(/"[^"]*"/g, '').split(/\r?\n/, 1);
  const count = (delimiter: string): number => line.split(delimiter).length;
  return [',', ';', '\t'].reduce((best, one) => (count(one) > count(best) ? one : best));
}

/** One pass over the text that keeps the place of each cell. */
class CsvReader {
  private at = 0;
  private line = 1;
  private lineStart = 0;

  constructor(
    private readonly file: string,
    private readonly text: string,
    private readonly delimiter: string,
  ) {}

  read(): { records: CsvCell[][]; unclosed: Place | null } {
    const records: CsvCell[][] = [];
    let record: CsvCell[] = [];
    let unclosed: Place | null = null;
    while (this.at < this.text.length) {
      const place = this.place();
      const { text, isClosed } =
        this.text[this.at] === '"' ? this.quoted() : { text: this.bare(), isClosed: true };
      if (!isClosed) unclosed = place;
      record.push({ ...place, text });
      if (this.text[this.at] === this.delimiter) {
        this.at += 1;
        if (this.at < this.text.length) continue;
        record.push({ ...this.place(), text: '' });
      }
      this.lineBreak();
      records.push(record);
      record = [];
    }
    return { records, unclosed };
  }

  private place(): Place {
    return { file: this.file, line: this.line, column: this.at - this.lineStart + 1 };
  }

  private bare(): string {
    const from = this.at;
    while (this.at < this.text.length && !`${this.delimiter}\r\n`.includes(this.text[this.at] ?? ''))
      this.at += 1;
    return this.text.slice(from, this.at);
  }

  /** A quote within stands there twice; what follows the closing one up to the delimiter belongs to the cell. */
  private quoted(): { text: string; isClosed: boolean } {
    let text = '';
    for (this.at += 1; this.at < this.text.length; this.at += 1) {
      const letter = this.text[this.at] ?? '';
      if (letter === '\n') this.countLine(this.at + 1);
      if (letter !== '"') text += letter;
      else if (this.text[this.at + 1] === '"') {
        text += '"';
        this.at += 1;
      } else {
        this.at += 1;
        return { text: text + this.bare(), isClosed: true };
      }
    }
    return { text, isClosed: false };
  }

  private lineBreak(): void {
    if (this.text[this.at] === '\r') this.at += 1;
    if (this.text[this.at] === '\n') this.at += 1;
    this.countLine(this.at);
  }

  private countLine(start: number): void {
    this.line += 1;
    this.lineStart = start;
  }
}
