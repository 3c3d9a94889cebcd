/** What is, for whoever fills the sheet in: read again only to find the item, and what they saw of it. */
export const shownColumns = ['item', 'number', 'title', 'due', 'status', 'version', 'overdue'] as const;

/** What to fill in, and how long it may be. */
export const filledColumns = {
  transition: 100,
  effective_on: 100,
  planned_start: 4000,
  reason: 2000,
  progress: 4000,
  no_change: 10,
  evidence: 20_000,
  ground: 500,
} as const;

/** Why a row was not put on record; written into what is handed back, and not read again. */
export const REFUSED_COLUMN = 'refused_because';

export type FilledColumn = keyof typeof filledColumns;
/** Where something can be mended. */
export type MendableColumn = FilledColumn | 'item' | 'version';

const filled: readonly string[] = Object.keys(filledColumns);
export const isFilledColumn = (column: string): column is FilledColumn => filled.includes(column);
export const columns: readonly string[] = [...shownColumns, ...filled, REFUSED_COLUMN];

/** "Effective on", "effective-on" and "EFFECTIVE_ON" are one name. */
export const columnNamed = (heading: string): string =>
  heading
    .trim()
    .toLowerCase()
    .replaceAll(/[\s-]+/g, '_');

/** A column for where a refusal is: "steps.1.fields.start" is about what stands under `planned_start`. */
export function columnOf(field: string | undefined): FilledColumn | null {
  const own = field?.replace(/^steps\.\d+\.?/, '') ?? '';
  const [, column = null] = places.find(([place]) => own === place || own.startsWith(`${place}.`)) ?? [];
  return column;
}

const places: readonly (readonly [place: string, column: FilledColumn])[] = [
  ['transition', 'transition'],
  ['effectiveOn', 'effective_on'],
  ['fields.start', 'planned_start'],
  ['fields.text', 'progress'],
  ['fields.unchanged', 'no_change'],
  ['reason', 'reason'],
  ['ground', 'ground'],
  ['evidence', 'evidence'],
];
