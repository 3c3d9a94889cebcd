import { Link } from '@tanstack/react-router';
import { DueText } from '../../kit/due-text.js';
import { NoteTags } from '../../kit/note-tags.js';
import { StatusText } from '../../kit/status-text.js';
import { FocalPoint } from '../items/focal-point.js';
import classes from './plan.module.css';
import { keepViewpoint, type RowsProps } from './plan-rows.js';

/** The plan on a narrow screen: a card an item, under the headings of the components. */
export function PlanCards({ components, caption, names, person }: RowsProps) {
  return (
    <>
      <p className={classes.cardsCaption}>{caption}</p>
      {components.map(({ id, title, rows }) => (
        <section key={id} aria-labelledby={`component-${id}`}>
          <h2 id={`component-${id}`} className={classes.cardsHeading} dir="auto">
            {title}
          </h2>
          <ul className={classes.cards}>
            {rows.map((row) => (
              <li key={row.item}>
                <h3 dir="auto">
                  <span className={classes.cardNumber}>{row.number}</span>
                  <Link
                    to="/items/$item"
                    params={{ item: row.item }}
                    search={keepViewpoint}
                    className={classes.rowLink}
                  >
                    {row.title}
                  </Link>
                </h3>
                <StatusText status={row.status} state={row.state} />
                <NoteTags row={row} names={names} />
                <dl>
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
        </section>
      ))}
    </>
  );
}
