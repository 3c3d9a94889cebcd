import type { ItemDetail } from '#projections';
import { PersonName } from '../../kit/person-name.js';
import classes from './item.module.css';

const verdicts = { clear: 'Cleared', object: 'Objected' } as const;

/** A line's id as words: "resident-coordinator" is "Resident coordinator". */
export const lineTitle = (line: string): string =>
  line.charAt(0).toUpperCase() + line.slice(1).replaceAll(/[-_.]/g, ' ');

/** Who cleared the present text on which line, and which text that is. */
export function Clearances({ detail }: { readonly detail: ItemDetail }) {
  return (
    <>
      <ul className={classes.checks}>
        {detail.lines.map(
          ({ line, awaited, verdict, person, personName, comment, onBehalfOf, onBehalfOfName }) => (
            <li key={line} data-met={verdict === 'clear'}>
              <span>
                {lineTitle(line)}
                {person !== null && (
                  <span className={classes.meaning}>
                    <PersonName id={person} name={personName} />
                    {onBehalfOf !== null && (
                      <>
                        {' '}
                        for <PersonName id={onBehalfOf} name={onBehalfOfName} />
                      </>
                    )}
                  </span>
                )}
                {comment !== null && (
                  <span className={classes.meaning} dir="auto">
                    “{comment}”
                  </span>
                )}
              </span>
              <span className={classes.verdict}>
                {verdict === null ? (awaited ? 'Awaited' : 'Not needed') : verdicts[verdict]}
              </span>
            </li>
          ),
        )}
      </ul>
      {detail.contentDigest === null ? (
        <p className={classes.onText}>The text is not fixed yet; clearances are given on a fixed text.</p>
      ) : (
        <p className={classes.onText}>
          On the text with the digest <Digest digest={detail.contentDigest} />
        </p>
      )}
    </>
  );
}

/** Enough of a digest to compare by eye; the whole of it as a title. */
export function Digest({ digest }: { readonly digest: string }) {
  return (
    <code className={classes.digest} title={digest}>
      {digest.slice(0, 12)}…{digest.slice(-4)}
    </code>
  );
}
