import type { ItemSummary } from '#projections';
import { Spoken } from './spoken.js';
import classes from './status-text.module.css';

interface StatusTextProps {
  readonly row: Pick<ItemSummary, 'status' | 'marks'>;
}

/** How far a state is, for its mark, by what its type says of it; the words beside it say the same. */
function toneOf(marks: ItemSummary['marks']): string {
  if (marks.includes('done')) return 'done';
  if (marks.includes('final')) return 'ended';
  return marks.includes('begun') ? 'begun' : 'ahead';
}

/** An item's status as the paper prints it; what prints nothing is a dash that is read as a word. */
export function StatusText({ row: { status, marks } }: StatusTextProps) {
  return (
    <span className={classes.status}>
      <span className={classes.mark} data-tone={toneOf(marks)} aria-hidden />
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
