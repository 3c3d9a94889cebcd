import { useMediaQuery } from '@mantine/hooks';
import type { ReactNode } from 'react';
import type { Paper } from '#projections';
import { Spoken } from '../../kit/spoken.js';
import classes from './paper-sheet.module.css';

interface PaperSheetProps {
  /** Above the table: what a paper says about itself. */
  readonly head: ReactNode;
  readonly caption: string;
  readonly components: Paper['components'];
  readonly notices: readonly string[];
  /** What it was drawn from; on paper it stands at the foot of every page. */
  readonly foot: ReactNode;
}

type Row = Paper['components'][number]['rows'][number];

/** A plan as its paper prints it, row by row and to the letter: on screen, and printed. */
export function PaperSheet({ head, caption, components, notices, foot }: PaperSheetProps) {
  const narrow = useMediaQuery('screen and (max-width: 44em)') ?? false;
  return (
    <article className={classes.sheet}>
      <header className={classes.head}>{head}</header>
      {narrow ? (
        <PaperCards caption={caption} components={components} />
      ) : (
        <table className={classes.table}>
          <caption>{caption}</caption>
          <thead>
            <tr>
              <th scope="col" className={classes.number}>
                <Spoken>Number</Spoken>
              </th>
              <th scope="col">Action item</th>
              <th scope="col" className={classes.due}>
                Due by
              </th>
              <th scope="col" className={classes.status}>
                Status
              </th>
            </tr>
          </thead>
          {components.map(({ title, rows }) => (
            <tbody key={title}>
              <tr className={classes.component}>
                <th scope="rowgroup" colSpan={4} dir="auto">
                  {title}
                </th>
              </tr>
              {rows.map((row) => (
                <tr key={row.number}>
                  <td>
                    <bdi>{row.number}</bdi>
                  </td>
                  <th scope="row" dir="auto">
                    {row.text}
                  </th>
                  <td>
                    <Due row={row} />
                  </td>
                  <td dir="auto">
                    <Status row={row} />
                  </td>
                </tr>
              ))}
            </tbody>
          ))}
          <tfoot>
            <tr>
              <td colSpan={4}>{foot}</td>
            </tr>
          </tfoot>
        </table>
      )}
      {notices.length > 0 && (
        <ul className={classes.notices} aria-label="Notices">
          {notices.map((notice) => (
            <li key={notice}>{notice}</li>
          ))}
        </ul>
      )}
      <footer className={classes.foot}>{foot}</footer>
    </article>
  );
}

function PaperCards({ caption, components }: Pick<PaperSheetProps, 'caption' | 'components'>) {
  return (
    <>
      <p className={classes.caption}>{caption}</p>
      {components.map(({ title, rows }) => (
        <section key={title} className={classes.cards} aria-label={title}>
          <h2 dir="auto">{title}</h2>
          <ol>
            {rows.map((row) => (
              <li key={row.number}>
                <p dir="auto">
                  <bdi>{row.number}</bdi>. {row.text}
                </p>
                <dl>
                  <dt>Due by</dt>
                  <dd>
                    <Due row={row} />
                  </dd>
                  <dt>Status</dt>
                  <dd dir="auto">
                    <Status row={row} />
                  </dd>
                </dl>
              </li>
            ))}
          </ol>
        </section>
      ))}
    </>
  );
}

/** The endorsed text to the letter, a revision on a second line. */
function Due({ row }: { readonly row: Row }) {
  return (
    <>
      <bdi>{row.dueText}</bdi>
      {row.revisedDueText !== undefined && (
        <span className={classes.revised}>
          revised: <bdi>{row.revisedDueText}</bdi>
        </span>
      )}
    </>
  );
}

function Status({ row }: { readonly row: Row }) {
  if (row.status !== null) return row.status;
  return (
    <>
      <span aria-hidden>–</span>
      <Spoken>No status yet</Spoken>
    </>
  );
}
