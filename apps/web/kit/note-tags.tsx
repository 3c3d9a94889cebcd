import type { ItemSummary } from '#projections';
import classes from './note-tags.module.css';

/** What deserves a second look about an item, quietly: overdue, waits, missed starts, parts, flags. */
export function NoteTags({
  row,
  names,
}: {
  readonly row: ItemSummary;
  readonly names?: ReadonlyMap<string, string>;
}) {
  const blockedBy = row.blockedBy.map((item) => names?.get(item) ?? item);
  const rest = row.notes.filter((note) => !/^(overdue|blocked|waits)\b/i.test(note));
  if (!row.overdue && blockedBy.length === 0 && rest.length === 0 && row.flags.length === 0) return null;
  return (
    <ul className={classes.notes}>
      {row.overdue && <li data-tone="late">Overdue</li>}
      {blockedBy.map((name) => (
        <li key={name} data-tone="wait">
          Waits for <bdi>{name}</bdi>
        </li>
      ))}
      {rest.map((note) => (
        <li key={note}>{note}</li>
      ))}
      {row.flags.map((flag) => (
        <li
          key={`${flag.code}${flag.item ?? ''}`}
          data-tone={flag.code === 'PREREQUISITE_WITHDRAWN' ? 'wait' : undefined}
        >
          {flag.sentence}
        </li>
      ))}
    </ul>
  );
}
