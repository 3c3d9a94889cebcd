import type { ItemSummary } from '#projections';
import type { ListSearch } from '../../shell/search.js';

const folded = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/\p{Mn}/gu, '')
    .toLocaleLowerCase('en');

/** Whether a row is shown: every word is found somewhere in it, accents and case aside. */
export function matches(row: ItemSummary, { overdue, mine, q }: ListSearch, person: string | null): boolean {
  if (overdue === true && !row.overdue) return false;
  if (mine === true && person !== null && row.owner !== person && row.deputy !== person) return false;
  const text = folded(
    [
      row.number,
      row.title,
      row.status,
      row.stateTitle,
      row.dueText,
      row.ownerName,
      row.deputyName,
      ...row.notes,
    ].join(' '),
  );
  return folded(q ?? '')
    .split(/\s+/)
    .every((word) => text.includes(word));
}
