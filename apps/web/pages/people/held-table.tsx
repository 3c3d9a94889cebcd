import { Button } from '@mantine/core';
import { dayText } from '../../kit/day-text.js';
import shared from '../../kit/shared.module.css';
import { Spoken } from '../../kit/spoken.js';
import { type Held, holdsOn, roleText } from './held.js';
import classes from './people.module.css';

type Row = Held & { readonly person?: string; readonly personName?: string };

interface HeldTableProps {
  readonly caption: string;
  readonly empty: string;
  readonly held: readonly Row[];
  readonly today: string;
  /** Ends one that is in force; absent where whoever looks may not. */
  readonly onEnd?: (held: Row) => void;
}

/** What is or was held, from when until when. */
export function HeldTable({ caption, empty, held, today, onEnd }: HeldTableProps) {
  if (held.length === 0) return <p className={shared.aside}>{empty}</p>;
  return (
    <ul className={classes.held} aria-label={caption}>
      {held.map((one) => (
        <li
          key={`${one.role} ${one.scope ?? ''} ${one.person ?? ''} ${one.from}`}
          data-past={!holdsOn(one, today) || undefined}
        >
          <span>
            {roleText(one)}
            {one.personName !== undefined && (
              <>
                , <bdi>{one.personName}</bdi>
              </>
            )}
          </span>
          <span className={shared.aside}>
            from {dayText(one.from)}
            {one.until === null ? '' : ` to ${dayText(one.until)}`}
            {!holdsOn(one, today) && (one.from > today ? ', not yet' : ', no longer')}
          </span>
          {onEnd !== undefined && (one.until === null || one.until > today) && (
            <Button size="compact-xs" variant="subtle" onClick={() => onEnd(one)}>
              End<Spoken> {roleText(one)}</Spoken>
            </Button>
          )}
        </li>
      ))}
    </ul>
  );
}
