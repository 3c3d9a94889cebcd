import { Fragment } from 'react';
import type { ItemText } from '#projections';
import { Spoken } from '../../kit/spoken.js';
import classes from './clearance.module.css';

type Change = ItemText['changes'][number];

/** Lines of what has not changed that stand around a change; the rest is folded away. */
const AROUND = 2;

/** A text line by line beside an earlier one: what is new and what is gone, in signs and words as in colour. */
export function TextDiff({ changes }: { readonly changes: readonly Change[] }) {
  return (
    <div className={classes.diff}>
      {byPart(changes).map(([part, lines]) => (
        <section key={part} aria-label={partTitle(part)}>
          <p className={classes.part}>{partTitle(part)}</p>
          <Lines lines={lines} />
        </section>
      ))}
    </div>
  );
}

function Lines({ lines }: { readonly lines: readonly Change[] }) {
  return (
    <>
      {runs(lines).map((run) =>
        run.folded ? (
          <details key={run.key}>
            <summary>{run.lines.length} unchanged lines</summary>
            {run.lines.map((line) => (
              <Line key={line.key} change={line.change} />
            ))}
          </details>
        ) : (
          <Fragment key={run.key}>
            {run.lines.map((line) => (
              <Line key={line.key} change={line.change} />
            ))}
          </Fragment>
        ),
      )}
    </>
  );
}

function Line({ change: { kind, text } }: { readonly change: Change }) {
  switch (kind) {
    case 'same':
      return (
        <p className={classes.line} dir="auto">
          {text}
        </p>
      );
    case 'added':
      return (
        <p className={classes.line} data-kind="added">
          <span aria-hidden>+</span>
          <ins dir="auto">
            <Spoken>Added: </Spoken>
            {text}
          </ins>
        </p>
      );
    case 'removed':
      return (
        <p className={classes.line} data-kind="removed">
          <span aria-hidden>−</span>
          <del dir="auto">
            <Spoken>Removed: </Spoken>
            {text}
          </del>
        </p>
      );
  }
}

interface Run {
  readonly key: string;
  readonly folded: boolean;
  readonly lines: readonly { readonly key: string; readonly change: Change }[];
}

/** Stretches to show and stretches to fold: what stands far from any change is folded, once it is worth it. */
function runs(lines: readonly Change[]): readonly Run[] {
  const keyed = lines.map((change, place) => ({ key: `line ${place}`, change }));
  const near = (place: number): boolean =>
    lines.slice(Math.max(0, place - AROUND), place + AROUND + 1).some(({ kind }) => kind !== 'same');
  const found: { key: string; folded: boolean; lines: (typeof keyed)[number][] }[] = [];
  for (const [place, line] of keyed.entries()) {
    const folded = !near(place);
    const last = found.at(-1);
    if (last !== undefined && last.folded === folded) last.lines.push(line);
    else found.push({ key: `run ${place}`, folded, lines: [line] });
  }
  return found.map((run) => ({ ...run, folded: run.folded && run.lines.length > 1 }));
}

/** The changes of each part together, in the order in which the parts come. */
function byPart(changes: readonly Change[]): readonly (readonly [string, readonly Change[]])[] {
  const parts = new Map<string, Change[]>();
  for (const change of changes) parts.set(change.part, [...(parts.get(change.part) ?? []), change]);
  return [...parts];
}

/** "chapter: Scope" is "Chapter: Scope". */
export const partTitle = (part: string): string => part.charAt(0).toUpperCase() + part.slice(1);
