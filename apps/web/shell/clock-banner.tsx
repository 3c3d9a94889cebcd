import { IconClock } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { dayText } from '../kit/day-text.js';
import classes from './shell.module.css';

/** Says on every page that today is not the calendar's. */
export function ClockBanner({ today }: { readonly today: string }) {
  return (
    <aside className={classes.clock} aria-label="Simulated clock">
      <div className={classes.column}>
        <IconClock size={15} aria-hidden />
        <span>
          Simulated clock: <strong>{dayText(today)}</strong>
        </span>
        <Link to="/clock">Move it forward</Link>
      </div>
    </aside>
  );
}
