import { columnNamed, REFUSED_COLUMN } from './columns.js';
import { unguarded, writeCsv } from './csv.js';
import type { Sheet } from './read-sheet.js';
import { isOpen, type RowVerdict } from './row-verdict.js';

/**
 * The rows that were not put on record, each with the reason, as a sheet to be mended and imported
 * again: every cell as it was typed, in columns that mean something and in those that do not. Null
 * where there is none.
 */
export function refusedSheet(
  { heading, rows, delimiter }: Sheet,
  verdicts: readonly RowVerdict[],
): string | null {
  const reasons = new Map(
    verdicts
      .filter(isOpen)
      .map(({ row, problems }) => [row, problems.map(({ message }) => message).join(' ')]),
  );
  if (reasons.size === 0) return null;
  const before = heading.findIndex((cell) => columnNamed(unguarded(cell)) === REFUSED_COLUMN);
  const place = before === -1 ? Math.max(heading.length, ...rows.map(({ cells }) => cells.length)) : before;
  const withReason = (cells: readonly string[], reason: string): readonly string[] => {
    const typed = cells.map(unguarded);
    const padded = [...typed, ...Array<string>(Math.max(0, place - typed.length)).fill('')];
    return [...padded.slice(0, place), reason, ...padded.slice(place + 1)];
  };
  const left = rows.flatMap(({ row, cells }) => {
    const reason = reasons.get(row);
    return reason === undefined ? [] : [withReason(cells, reason)];
  });
  return writeCsv([withReason(heading, REFUSED_COLUMN), ...left], delimiter);
}
