import { Spoken } from './spoken.js';
import classes from './status-text.module.css';

/** How far a state is, for its mark; the words beside it say the same. */
function toneOf(state: string): string {
  switch (state) {
    case 'completed':
    case 'issued':
    case 'endorsed':
      return 'done';
    case 'ongoing':
    case 'completed_ongoing':
    case 'provisional':
    case 'under_review':
    case 'finalized':
      return 'begun';
    case 'discontinued':
    case 'withdrawn':
    case 'superseded':
      return 'ended';
    default:
      return 'ahead';
  }
}

/** An item's status as the paper prints it; what prints nothing is a dash that is read as a word. */
export function StatusText({ status, state }: { readonly status: string | null; readonly state: string }) {
  return (
    <span className={classes.status}>
      <span className={classes.mark} data-tone={toneOf(state)} aria-hidden />
      {status === null ? (
        <>
          <span aria-hidden>–</span>
          <Spoken>No status yet</Spoken>
        </>
      ) : (
        <span dir="auto">{status}</span>
      )}
    </span>
  );
}
