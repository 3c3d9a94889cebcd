import { Link } from '@tanstack/react-router';
import type { ImportAnswer } from '../../api/answers.js';
import classes from './work.module.css';

type Verdict = ImportAnswer['rows'][number]['verdict'];

const words: Record<Verdict, string> = {
  accepted: 'Saved',
  repeated: 'Saved before',
  'would-be-accepted': 'Can be saved',
  refused: 'Refused',
  changed: 'Changed meanwhile',
  faulty: 'Not readable',
  nothing: 'Nothing filled in',
  busy: 'Not now: try again',
};
const tones: Partial<Record<Verdict, string>> = {
  accepted: 'done',
  repeated: 'done',
  'would-be-accepted': 'done',
  refused: 'late',
  faulty: 'late',
  changed: 'wait',
  busy: 'wait',
};

/** A sheet's rows with the verdict on each; rows with nothing in them are counted only. */
export function ImportReport({ answer }: { readonly answer: ImportAnswer }) {
  const told = answer.rows.filter(({ verdict }) => verdict !== 'nothing');
  const nothing = answer.rows.length - told.length;
  return (
    <>
      {told.length > 0 && (
        <ul className={classes.verdicts} aria-label="Rows">
          {told.map(({ row, item, verdict, problems }) => (
            <li key={row} data-tone={tones[verdict]}>
              <span>Row {row}</span>
              <span>
                {item === null ? (
                  '–'
                ) : (
                  <Link to="/items/$item" params={{ item }}>
                    {item}
                  </Link>
                )}
              </span>
              <strong>{words[verdict]}</strong>
              {problems.length > 0 && (
                <ul>
                  {problems.map(({ code, message, column }) => (
                    <li key={`${code} ${column ?? ''} ${message}`} dir="auto">
                      {column !== null && <bdi>{column}: </bdi>}
                      {message}
                    </li>
                  ))}
                </ul>
              )}
            </li>
          ))}
        </ul>
      )}
      {nothing > 0 && (
        <p className={classes.none}>
          {nothing} {nothing === 1 ? 'row has' : 'rows have'} nothing filled in.
        </p>
      )}
    </>
  );
}
