import { IconArrowLeft, IconArrowRight } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ItemDetail, ItemSummary } from '#projections';
import { planTableQuery, type Viewpoint } from '../../api/queries.js';
import { useSession } from '../../api/session.js';
import { Spoken } from '../../kit/spoken.js';
import classes from './item.module.css';

interface NeighboursProps {
  readonly detail: ItemDetail;
  readonly viewpoint: Viewpoint;
}

/** The items before and after in the plan; among one's own, whoever updates many goes from one to the next. */
export function Neighbours({ detail, viewpoint }: NeighboursProps) {
  const person = useSession()?.person ?? null;
  const table = useQuery({ ...planTableQuery(detail.plan ?? '', viewpoint), enabled: detail.plan !== null });
  const rows = table.data?.components.flatMap((component) => component.rows) ?? [];
  const isMine = (row: ItemSummary): boolean =>
    person !== null && (row.owner === person || row.deputy === person);
  const mine = rows.filter(isMine);
  const among = mine.length > 1 && mine.some((row) => row.item === detail.item) ? mine : rows;
  const here = among.findIndex((row) => row.item === detail.item);
  const [before, after] = here === -1 ? [undefined, undefined] : [among[here - 1], among[here + 1]];
  if (before === undefined && after === undefined) return null;
  return (
    <nav className={classes.neighbours} aria-label={among === mine ? 'Your items' : 'Items of the plan'}>
      {before !== undefined && (
        <Link to="/items/$item" params={{ item: before.item }} search={viewpoint} title={before.title}>
          <IconArrowLeft size={16} aria-hidden />
          <Spoken>Item before: </Spoken>
          {before.number}
        </Link>
      )}
      {after !== undefined && (
        <Link to="/items/$item" params={{ item: after.item }} search={viewpoint} title={after.title}>
          <Spoken>Item after: </Spoken>
          {after.number}
          <IconArrowRight size={16} aria-hidden />
        </Link>
      )}
    </nav>
  );
}
