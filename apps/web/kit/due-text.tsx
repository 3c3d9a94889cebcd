import type { ItemSummary } from '#projections';
import classes from './due-text.module.css';

/** A deadline as endorsed, to the letter; a revision stands on a second line and changes nothing above it. */
export function DueText({ row }: { readonly row: Pick<ItemSummary, 'dueText' | 'revisedDueText'> }) {
  if (row.dueText === null) return <span className={classes.none}>None</span>;
  return (
    <>
      <span dir="auto">{row.dueText}</span>
      {row.revisedDueText !== null && (
        <span className={classes.revised}>
          revised: <span dir="auto">{row.revisedDueText}</span>
        </span>
      )}
    </>
  );
}
