import type { ParkedStream } from '#projections';
import shared from '../../kit/shared.module.css';
import classes from './views.module.css';

/** What views leave out, from which entry on and why. */
export function Parked({ parked }: { readonly parked: readonly ParkedStream[] }) {
  if (parked.length === 0)
    return <p className={shared.aside}>None: every view reflects all that it follows.</p>;
  return (
    <ul className={`${shared.entries} ${classes.parked}`} aria-label="Parked streams">
      {parked.map(({ view, stream, position, version, type, reason }) => (
        <li key={`${view} ${stream}`}>
          <p className={classes.name}>
            <code>{stream}</code> in <code>{view}</code>
          </p>
          <p dir="auto">{reason}</p>
          <p className={shared.aside}>
            from entry {position} on, its version {version}: {type}
          </p>
        </li>
      ))}
    </ul>
  );
}
