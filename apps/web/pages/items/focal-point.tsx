import { Link } from '@tanstack/react-router';
import type { ItemSummary } from '#projections';
import { PersonName } from '../../kit/person-name.js';
import { Spoken } from '../../kit/spoken.js';
import classes from './items.module.css';

/** Who answers for an item, and who stands in; one's own items offer the shortest way to an update. */
export function FocalPoint({ row, person }: { readonly row: ItemSummary; readonly person: string | null }) {
  const mine = person !== null && (row.owner === person || row.deputy === person);
  if (row.owner === null) return <span className={classes.nobody}>Nobody yet</span>;
  return (
    <>
      <span className={classes.owner}>
        <PersonName id={row.owner} name={row.ownerName} />
      </span>
      {row.deputy !== null && (
        <span className={classes.deputy}>
          Officer-in-charge: <PersonName id={row.deputy} name={row.deputyName} />
        </span>
      )}
      {mine && (
        <Link to="/items/$item" params={{ item: row.item }} hash="update" className={classes.update}>
          Update<Spoken> status of item {row.number ?? row.title}</Spoken>
        </Link>
      )}
    </>
  );
}
