import type { ViewStatus } from '#projections';
import shared from '../../kit/shared.module.css';
import { Spoken } from '../../kit/spoken.js';
import { AskButton } from './ask-button.js';
import classes from './views.module.css';

/** One view a line: how far it is, and what is being filled anew beside it. */
export function ViewTable({ views }: { readonly views: readonly ViewStatus[] }) {
  return (
    <ul className={`${shared.entries} ${classes.views}`} aria-label="Views">
      {views.map((view) => (
        <li key={view.view}>
          <p className={classes.name}>
            <code>{view.view}</code> <span className={shared.aside}>version {view.version}</span>
          </p>
          <p>{howFar(view)}</p>
          <p className={shared.aside}>
            {view.parked > 0 && `Leaves out ${counted(view.parked, 'stream')}. `}
            {view.rebuild !== null && rebuildText(view.rebuild)}
          </p>
          <div>
            <AskButton
              path={`/views/${encodeURIComponent(view.view)}/rebuild`}
              asked={`Asked for: ${view.view} is filled anew.`}
              underWay={view.rebuild !== null}
            >
              Fill anew<Spoken> {view.view}</Spoken>
            </AskButton>
          </div>
        </li>
      ))}
    </ul>
  );
}

const counted = (count: number, one: string, many = `${one}s`): string =>
  `${count.toLocaleString('en-GB')} ${count === 1 ? one : many}`;

function howFar({ position, behind, secondsBehind }: ViewStatus): string {
  const at = `entry ${position.toLocaleString('en-GB')}`;
  if (behind === 0) return `Up to date, at ${at}`;
  return `${counted(behind, 'entry', 'entries')} behind, at ${at}, for ${counted(Math.ceil(secondsBehind), 'second')}`;
}

function rebuildText({ position, secondsLeft }: NonNullable<ViewStatus['rebuild']>): string {
  const left = secondsLeft === null ? '' : `, about ${counted(Math.ceil(secondsLeft), 'second')} left`;
  return `Filled anew beside it: at entry ${position.toLocaleString('en-GB')}${left}.`;
}
