import type { ItemDetail } from '#projections';
import classes from './evidence-list.module.css';

type Evidence = Omit<ItemDetail['evidence'][number], 'beforeStart'> & { readonly beforeStart?: boolean };

/** What shows that a step was done. Only web addresses become links: a reference is somebody's text. */
export function EvidenceList({ evidence }: { readonly evidence: readonly Evidence[] }) {
  return (
    <ul className={classes.list}>
      {distinct(evidence).map(([key, { kind, reference, title, digest, beforeStart }]) => (
        <li key={key}>
          {title !== undefined && <span dir="auto">{title}</span>}
          <span className={title === undefined ? undefined : classes.reference}>
            {kind === 'link' && /^https?:\/\//i.test(reference) ? (
              <a href={reference} rel="noreferrer">
                {reference}
              </a>
            ) : (
              <bdi>{reference}</bdi>
            )}
            {digest !== undefined && ` · SHA-256 ${digest.slice(0, 12)}…`}
            {beforeStart === true && ' · from before the start'}
          </span>
        </li>
      ))}
    </ul>
  );
}

/** The same evidence attached twice is shown once. */
const distinct = (evidence: readonly Evidence[]): readonly (readonly [string, Evidence])[] => [
  ...new Map(evidence.map((one) => [JSON.stringify(one), one])),
];
