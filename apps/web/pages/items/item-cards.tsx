import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { ItemSummary } from '#projections';
import { DueText } from '../../kit/due-text.js';
import { NoteTags } from '../../kit/note-tags.js';
import { Possibly } from '../../kit/possibly.js';
import shared from '../../kit/shared.module.css';
import { StatusText } from '../../kit/status-text.js';
import { keepViewpoint } from '../../shell/search.js';
import { FocalPoint } from './focal-point.js';
import classes from './item-cards.module.css';

interface ItemCardsProps<Row extends ItemSummary> {
  readonly rows: readonly Row[];
  /** Titles of the items that others wait for. */
  readonly names: ReadonlyMap<string, string>;
  readonly person: string | null;
  readonly label: string;
  /** Something more about a row, under its title. */
  readonly about?: ((row: Row) => ReactNode) | undefined;
}

/** A list of items, one a line where there is room, else one a card. */
export function ItemCards<Row extends ItemSummary>(props: ItemCardsProps<Row>) {
  const { rows, names, person, label, about } = props;
  return (
    <ul className={classes.list} aria-label={label}>
      {rows.map((row) => (
        <li key={row.item}>
          <div>
            <Link
              to="/items/$item"
              params={{ item: row.item }}
              search={keepViewpoint}
              className={shared.titleLink}
              dir="auto"
            >
              {row.title}
            </Link>
            <p className={classes.kind}>
              {row.typeTitle}
              {row.number !== null && (
                <>
                  {' '}
                  <bdi>{row.number}</bdi>
                </>
              )}
              {row.inForce && ' · in force'}
            </p>
            {about?.(row)}
          </div>
          <div>
            <StatusText row={row} />
            <NoteTags row={row} names={names} />
            <Possibly row={row} />
          </div>
          <dl className={classes.facts}>
            <div>
              <dt>Due by</dt>
              <dd>
                <DueText row={row} />
              </dd>
            </div>
            <div>
              <dt>Focal point</dt>
              <dd>
                <FocalPoint row={row} person={person} />
              </dd>
            </div>
          </dl>
        </li>
      ))}
    </ul>
  );
}
