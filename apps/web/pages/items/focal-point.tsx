import { Link } from '@tanstack/react-router';
import type { ItemSummary } from '#projections';
import { IllustrativeBadge } from '../../kit/illustrative-badge.js';
import classes from './items.module.css';

/** Who answers for an item, and who stands in; one's own items offer the shortest way to an update. */
export function FocalPoint({ row, person }: { readonly row: ItemSummary; readonly person: string | null }) {
  const mine = person !== null && (row.owner === person || row.deputy === person);
  if (row.owner === null) return <span className={classes.nobody}>Nobody yet</span>;
  return (
    <>
      <span className={classes.owner}>
        <bdi>{row.ownerName ?? row.owner}</bdi>
      </span>
      {row.deputy !== null && (
        <span className={classes.deputy}>
          Officer-in-charge: <bdi>{row.deputyName ?? row.deputy}</bdi>
        </span>
      )}
      <IllustrativeBadge what={row.illustrative} about={`Item ${row.number ?? row.title}`} brief />
      {mine && (
        <Link to="/items/$item" params={{ item: row.item }} hash="update" className={classes.update}>
          Update<span className={classes.spoken}> status of item {row.number ?? row.title}</span>
        </Link>
      )}
    </>
  );
}
