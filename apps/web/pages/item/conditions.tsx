import type { ItemDetail } from '#projections';
import type { Viewpoint } from '../../api/queries.js';
import { ItemLink } from '../../kit/item-link.js';
import classes from './item.module.css';

interface ConditionsProps {
  readonly detail: ItemDetail;
  readonly viewpoint: Viewpoint;
}

const either = new Intl.ListFormat('en-GB', { type: 'disjunction' });

/** The items that this one waits for, and whether they are there. */
export function Conditions({ detail, viewpoint }: ConditionsProps) {
  if (detail.prerequisites.length === 0) return null;
  return (
    <>
      <h3>Conditions</h3>
      <ul className={classes.checks}>
        {detail.prerequisites.map(({ item, title, states, phrase, met }) => (
          <li key={item} data-met={met}>
            <span>
              <ItemLink item={item} title={title} viewpoint={viewpoint} />{' '}
              <span className={classes.meaning}>
                has to be {either.format(states.map((state) => state.replaceAll('_', ' ')))}
                {phrase !== '' && (
                  <>
                    {' '}
                    – printed as “<bdi>{phrase}</bdi>”
                  </>
                )}
              </span>
            </span>
            <span className={classes.verdict}>{met ? 'Met' : 'Not met yet'}</span>
          </li>
        ))}
      </ul>
    </>
  );
}
