import type { ItemSummary } from '#projections';
import { dayText } from './day-text.js';
import classes from './note-tags.module.css';

/** States that an item may have been in already: the day of a step leaves that open. */
export function Possibly({ row }: { readonly row: Pick<ItemSummary, 'possibly'> }) {
  if (row.possibly.length === 0) return null;
  return (
    <ul className={classes.notes} aria-label="Possibly">
      {row.possibly.map(({ state, stateTitle, status, since, until }) => (
        <li key={`${state} ${since}`}>
          Possibly <bdi>{status ?? stateTitle}</bdi> from {dayText(since)}; counts from {dayText(until)}
        </li>
      ))}
    </ul>
  );
}
