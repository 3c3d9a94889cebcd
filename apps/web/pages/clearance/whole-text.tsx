import type { ItemText } from '#projections';
import classes from './clearance.module.css';

/** A text as it stands, compared with nothing. */
export function WholeText({ present }: { readonly present: ItemText['present'] }) {
  return (
    <div className={classes.diff} dir="auto">
      <p className={classes.textTitle}>{present.title}</p>
      {present.chapters.map(({ title, text }) => (
        <section key={title} aria-label={title}>
          <p className={classes.part}>{title}</p>
          {text === null ? (
            <p className={classes.aside}>Only the title is on record.</p>
          ) : (
            <Words text={text} />
          )}
        </section>
      ))}
      {present.text === null ? (
        <p className={classes.aside}>
          The words themselves are kept elsewhere; on record are the title, the chapters and the digest.
        </p>
      ) : (
        <Words text={present.text} />
      )}
    </div>
  );
}

function Words({ text }: { readonly text: string }) {
  return <p className={classes.words}>{text}</p>;
}
