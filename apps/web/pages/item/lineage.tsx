import type { ItemDetail } from '#projections';
import type { Viewpoint } from '../../api/queries.js';
import { ItemLink } from '../../kit/item-link.js';
import classes from './item.module.css';

interface LineageProps {
  readonly detail: ItemDetail;
  readonly viewpoint: Viewpoint;
}

type Link = ItemDetail['lineage'][number];

const words: Record<Link['relation'], Record<Link['direction'], string>> = {
  'derives-from': { to: 'Derives from', from: 'From it derives' },
  cites: { to: 'Cites', from: 'Cited by' },
  succeeds: { to: 'Succeeds', from: 'Succeeded by' },
  'rests-on': { to: 'Rests on', from: 'On it rests' },
  'goes-with': { to: 'Goes with', from: 'Goes with' },
};

/** What the item comes from, rests on and goes with, and what comes from it. */
export function Lineage({ detail, viewpoint }: LineageProps) {
  if (detail.lineage.length === 0) return null;
  return (
    <>
      <h3>Lineage</h3>
      <ul className={classes.lineage}>
        {detail.lineage.map(({ relation, direction, item, reference, title }) => (
          <li key={`${relation} ${direction} ${item ?? reference ?? title}`}>
            <span className={classes.meaning}>{words[relation][direction]}</span>
            {item === null ? (
              <span dir="auto">{reference ?? title}</span>
            ) : (
              <ItemLink item={item} title={title} viewpoint={viewpoint} />
            )}
          </li>
        ))}
      </ul>
    </>
  );
}

/** What is to come of it: copied to the letter, or an exception with its reason. */
export function Outcomes({ detail, viewpoint }: LineageProps) {
  if (detail.outcomes.length === 0) return null;
  return (
    <>
      <h3>Outcomes</h3>
      <ul className={classes.lineage}>
        {detail.outcomes.map(({ outcome, text, copiedFrom, exception }) => (
          <li key={outcome}>
            <span className={classes.meaning} dir="auto">
              {outcome}
            </span>
            <span dir="auto">{text}</span>
            {copiedFrom !== null && (
              <span className={classes.meaning}>
                copied to the letter from <ItemLink item={copiedFrom} viewpoint={viewpoint} />
              </span>
            )}
            {exception !== null && (
              <span className={classes.meaning}>
                by exception: <bdi>{exception}</bdi>
              </span>
            )}
          </li>
        ))}
      </ul>
    </>
  );
}
