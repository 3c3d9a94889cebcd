import type { ReactNode } from 'react';
import type { ItemSummary } from '#projections';
import { ItemCards } from '../items/item-cards.js';
import classes from './work.module.css';

interface WorkListProps<Row extends ItemSummary> {
  readonly title: string;
  readonly rows: readonly Row[];
  readonly names: ReadonlyMap<string, string>;
  readonly person: string;
  readonly empty: string;
  readonly action?: ReactNode;
  /** What of a row makes it this person's, under its title. */
  readonly about?: (row: Row) => ReactNode;
}

/** One kind of work with how much of it there is. */
export function WorkList<Row extends ItemSummary>(props: WorkListProps<Row>) {
  const { title, rows, names, person, empty, action, about } = props;
  const id = `work-${title.replaceAll(' ', '-').toLowerCase()}`;
  const overdue = rows.filter((row) => row.overdue).length;
  return (
    <section className={classes.section} aria-labelledby={id}>
      <header className={classes.sectionHead}>
        <h2 id={id}>{title}</h2>
        <p className={classes.count}>
          {rows.length}
          {overdue > 0 && (overdue === rows.length ? ', overdue' : `, ${overdue} of them overdue`)}
        </p>
        {action}
      </header>
      {rows.length === 0 ? (
        <p className={classes.none}>{empty}</p>
      ) : (
        <ItemCards rows={rows} names={names} person={person} label={title} about={about} />
      )}
    </section>
  );
}
