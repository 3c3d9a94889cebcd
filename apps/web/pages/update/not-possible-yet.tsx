import type { Possibility } from '../../api/answers.js';
import classes from './update.module.css';

/** What no waiting mends for the person who looks: it is for somebody else to do, or happens by itself. */
const somebodyElse: ReadonlySet<string> = new Set([
  'ITEM.ROLE_MISSING',
  'ITEM.NOT_SEPARATE',
  'ITEM.REACTION_ONLY',
]);

interface NotPossibleYetProps {
  readonly transitions: readonly Possibility[];
  readonly signedIn: boolean;
}

/** Every step that is not possible, each with every condition that is not met, in words; first what one can mend oneself. */
export function NotPossibleYet({ transitions, signedIn }: NotPossibleYetProps) {
  const refused = transitions
    // What starts from another state altogether would only be noise here.
    .filter(({ allowed, refusals }) => !allowed && !refusals.some(({ code }) => code === 'ITEM.WRONG_STATE'))
    // While nobody is signed in, that nobody may do it says nothing about the item.
    .map((possibility) => ({
      ...possibility,
      refusals: possibility.refusals.filter(({ code }) => signedIn || !somebodyElse.has(code)),
    }))
    .filter(({ refusals }) => refusals.length > 0);
  const isForOthers = ({ refusals }: Possibility): boolean =>
    refusals.some(({ code }) => somebodyElse.has(code));
  const waiting = refused.filter((possibility) => !isForOthers(possibility));
  const forOthers = refused.filter(
    (possibility) =>
      isForOthers(possibility) && !possibility.refusals.some(({ code }) => code === 'ITEM.REACTION_ONLY'),
  );
  return (
    <>
      {waiting.length > 0 && (
        <div className={classes.waiting}>
          <h3>Not possible yet</h3>
          <Refused possibilities={waiting} />
        </div>
      )}
      {forOthers.length > 0 && (
        <details className={classes.others}>
          <summary>For others to do ({forOthers.length})</summary>
          <Refused possibilities={forOthers} />
        </details>
      )}
    </>
  );
}

function Refused({ possibilities }: { readonly possibilities: readonly Possibility[] }) {
  return (
    <dl>
      {possibilities.map(({ transition, title, refusals }) => (
        <div key={transition}>
          <dt>{title}</dt>
          <dd>
            {refusals.map(({ code, message }) => (
              <span key={`${code}${message}`} dir="auto">
                {message}
              </span>
            ))}
          </dd>
        </div>
      ))}
    </dl>
  );
}
