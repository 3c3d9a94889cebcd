import { ItemCards } from '../items/item-cards.js';
import classes from './plan.module.css';
import type { RowsProps } from './plan-rows.js';

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
          <ItemCards rows={rows} names={names} person={person} label={title} />
        </section>
      ))}
    </>
  );
}
