import { labelled } from './lines.js';
import { columnsOf, padEnd, wrap } from './wrap.js';

export interface Column {
  readonly title: string;
  /** Never wider than this; the others take what they need. */
  readonly most?: number;
}

const gap = '  ';
/** Columns in which words no longer fit. */
const SLIVER = 10;

/**
 * A table whose cells wrap so that no line is longer than `width` columns. Columns take what they
 * need; where that is too much, the widest gives way first; and where even that would leave slivers, each row
 * stands by itself, a line a cell.
 */
export function table(
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
  width: number,
): string {
  const widths = widthsFor(columns, rows, width);
  if (widths === null) return rows.map((cells) => stacked(columns, cells, width)).join('\n\n');
  const heading = columns.map(({ title }) => title);
  const rule = widths.map((columnWidth) => '─'.repeat(columnWidth));
  return [heading, rule, ...rows].map((cells) => row(cells, widths)).join('\n');
}

const stacked = (columns: readonly Column[], cells: readonly string[], width: number): string =>
  labelled(
    columns.map(({ title }, index) => [title, cells[index]]),
    width,
  );

/** One row of cells side by side, each wrapped to its own width. */
export function row(cells: readonly string[], widths: readonly number[]): string {
  const wrapped = widths.map((columns, index) => wrap(cells[index] ?? '', columns));
  const height = Math.max(...wrapped.map((lines) => lines.length));
  return Array.from({ length: height }, (_, line) =>
    wrapped
      .map((lines, index) => padEnd(lines[line] ?? '', widths[index] ?? 0))
      .join(gap)
      .trimEnd(),
  ).join('\n');
}

function widthsFor(
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
  width: number,
): readonly number[] | null {
  const widths = columns.map(({ title, most }, index) => {
    const needed = Math.max(columnsOf(title), ...rows.map((cells) => columnsOf(cells[index] ?? '')));
    return most === undefined ? needed : Math.min(needed, Math.max(most, columnsOf(title)));
  });
  const room = width - gap.length * (columns.length - 1);
  let excess = widths.reduce((sum, each) => sum + each, 0) - room;
  while (excess > 0) {
    const widest = widths.indexOf(Math.max(...widths));
    const widestColumns = widths[widest] ?? 0;
    if (widestColumns <= SLIVER) return null;
    widths[widest] = widestColumns - 1;
    excess -= 1;
  }
  return widths;
}
