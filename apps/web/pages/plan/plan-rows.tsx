import { Link } from '@tanstack/react-router';
import type { KeyboardEvent } from 'react';
import type { ItemSummary, PlanTable } from '#projections';
import { DueText } from '../../kit/due-text.js';
import { NoteTags } from '../../kit/note-tags.js';
import { Possibly } from '../../kit/possibly.js';
import shared from '../../kit/shared.module.css';
import { StatusText } from '../../kit/status-text.js';
import { keepViewpoint } from '../../shell/search.js';
import { FocalPoint } from '../items/focal-point.js';
import classes from './plan.module.css';

export interface RowsProps {
  readonly components: PlanTable['components'];
  readonly caption: string;
  readonly names: ReadonlyMap<string, string>;
  readonly person: string | null;
}

/** Arrow keys move from row to row, as Tab does, without passing through everything else. */
function moveAmongRows(event: KeyboardEvent<HTMLElement>): void {
  if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
  const links = [...event.currentTarget.querySelectorAll<HTMLAnchorElement>('a[data-row]')];
  const here = links.findIndex((link) => link.matches(':focus'));
  const next = links[here + (event.key === 'ArrowDown' ? 1 : -1)];
  if (here === -1 || next === undefined) return;
  event.preventDefault();
  next.focus();
}

/** The plan's table, column by column as the paper has it; printed, it is the paper's appendix. */
export function PlanRows({ components, caption, names, person }: RowsProps) {
  return (
    <table className={classes.table} onKeyDown={moveAmongRows}>
      <caption>{caption}</caption>
      <thead>
        <tr>
          <th scope="col" className={classes.numberColumn}>
            No.
          </th>
          <th scope="col">Action item</th>
          <th scope="col" className={classes.dueColumn}>
            Due by
          </th>
          <th scope="col" className={classes.statusColumn}>
            Status
          </th>
          <th scope="col" className={classes.ownerColumn}>
            Focal point
          </th>
        </tr>
      </thead>
      {components.map(({ id, title, rows }) => (
        <tbody key={id}>
          <tr className={classes.component}>
            <th scope="rowgroup" colSpan={5} dir="auto">
              {title}
            </th>
          </tr>
          {rows.map((row) => (
            <PlanRow key={row.item} row={row} names={names} person={person} />
          ))}
        </tbody>
      ))}
    </table>
  );
}

function PlanRow({
  row,
  names,
  person,
}: { readonly row: ItemSummary } & Pick<RowsProps, 'names' | 'person'>) {
  return (
    <tr>
      <td className={classes.number}>{row.number}</td>
      <th scope="row" dir="auto">
        <Link
          to="/items/$item"
          params={{ item: row.item }}
          search={keepViewpoint}
          className={shared.titleLink}
          data-row
        >
          {row.title}
        </Link>
      </th>
      <td>
        <DueText row={row} />
      </td>
      <td>
        <StatusText row={row} />
        <NoteTags row={row} names={names} />
        <Possibly row={row} />
      </td>
      <td className={classes.ownerColumn}>
        <FocalPoint row={row} person={person} />
      </td>
    </tr>
  );
}
