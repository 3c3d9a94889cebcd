import { useMediaQuery } from '@mantine/hooks';
import { Link } from '@tanstack/react-router';
import type { ItemDiffAnswer, PlanDiffAnswer } from '#projections';
import { dayText } from '../../kit/day-text.js';
import shared from '../../kit/shared.module.css';
import { Spoken } from '../../kit/spoken.js';
import classes from './diff.module.css';

/** Stand in columns of their own, or say the same again. */
const besideTheStatus: ReadonlySet<string> = new Set(['status', 'state', 'title', 'since']);

/** A row an item: both statuses, and what else changed; what was recorded late stands apart. */
export function DiffTable({ diff }: { readonly diff: PlanDiffAnswer }) {
  const { from, to, components, late, unchanged } = diff;
  const narrow = useMediaQuery('screen and (max-width: 44em)') ?? false;
  const Rows = narrow ? Cards : Table;
  const days = { before: dayText(from.asOf), after: dayText(to.asOf) };
  return (
    <>
      {components.every(({ items }) => items.length === 0) && <p>Nothing changed.</p>}
      {components
        .filter(({ items }) => items.length > 0)
        .map(({ id, title, items }) => (
          <Rows key={id} caption={title} items={items} days={days} />
        ))}
      {unchanged.length > 0 && (
        <p className={classes.aside}>
          Unchanged: {unchanged.map(({ item, number }) => number ?? item).join(', ')}.
        </p>
      )}
      {late.items.length > 0 && (
        <div className={classes.late}>
          <Rows caption={late.heading} items={late.items} days={days} />
        </div>
      )}
    </>
  );
}

interface RowsProps {
  readonly caption: string;
  readonly items: readonly ItemDiffAnswer[];
  readonly days: { readonly before: string; readonly after: string };
}

function Table({ caption, items, days }: RowsProps) {
  return (
    <table className={classes.table}>
      <caption dir="auto">{caption}</caption>
      <thead>
        <tr>
          <th scope="col" className={classes.itemColumn}>
            Item
          </th>
          <th scope="col">{days.before}</th>
          <th scope="col">{days.after}</th>
          <th scope="col" className={classes.elseColumn}>
            What else changed
          </th>
        </tr>
      </thead>
      <tbody>
        {items.map((item) => (
          <tr key={item.item}>
            <th scope="row">
              <ItemName item={item} />
            </th>
            <td>
              <Status text={item.status.before} />
            </td>
            <td>
              <Status text={item.status.after} />
            </td>
            <td>
              <Else item={item} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Cards({ caption, items, days }: RowsProps) {
  return (
    <section aria-label={caption}>
      <h3 dir="auto">{caption}</h3>
      <ul className={classes.cards}>
        {items.map((item) => (
          <li key={item.item}>
            <ItemName item={item} />
            <dl>
              <dt>{days.before}</dt>
              <dd>
                <Status text={item.status.before} />
              </dd>
              <dt>{days.after}</dt>
              <dd>
                <Status text={item.status.after} />
              </dd>
            </dl>
            <Else item={item} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function ItemName({ item: { item, number, title, kind } }: { readonly item: ItemDiffAnswer }) {
  return (
    <>
      <Link to="/items/$item" params={{ item }} className={shared.titleLink} dir="auto">
        {number === null ? title : `${number}. ${title}`}
      </Link>
      {kind === 'new' && <span className={classes.kind}>New</span>}
      {kind === 'left' && <span className={classes.kind}>No longer there</span>}
    </>
  );
}

function Status({ text }: { readonly text: string | null }) {
  if (text !== null) return <span dir="auto">{text}</span>;
  return (
    <>
      <span aria-hidden>–</span>
      <Spoken>No status</Spoken>
    </>
  );
}

function Else({ item }: { readonly item: ItemDiffAnswer }) {
  const changes = item.changes.filter(({ field }) => !besideTheStatus.has(field));
  if (changes.length === 0) return null;
  return (
    <ul className={classes.changes}>
      {changes.map(({ field, before, after }) => (
        <li key={`${field} ${before ?? ''} ${after ?? ''}`}>
          {field}:{' '}
          {before !== null && (
            <>
              <del dir="auto">
                <Spoken>was </Spoken>
                {before}
              </del>{' '}
            </>
          )}
          {after === null ? (
            'taken away'
          ) : (
            <ins dir="auto">
              <Spoken>now </Spoken>
              {after}
            </ins>
          )}
        </li>
      ))}
    </ul>
  );
}
