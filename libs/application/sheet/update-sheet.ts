import type { ItemSummary } from '#projections';
import { filledColumns, shownColumns } from './columns.js';
import { writeCsv } from './csv.js';

/** Items as a sheet to be filled in and imported: what is, and empty columns for what came about. */
export function updateSheet(items: readonly ItemSummary[]): string {
  const filled = Object.keys(filledColumns);
  const rows = items.map((item) => {
    const cells = cellsOf(item);
    return [...shownColumns.map((column) => cells[column]), ...filled.map(() => '')];
  });
  return writeCsv([[...shownColumns, ...filled], ...rows]);
}

const cellsOf = (item: ItemSummary): Record<(typeof shownColumns)[number], string> => ({
  item: item.item,
  number: item.number ?? '',
  title: item.title,
  due: item.revisedDueText ?? item.dueText ?? '',
  status: item.status ?? item.stateTitle,
  version: String(item.version),
  overdue: item.overdue ? 'yes' : '',
});
