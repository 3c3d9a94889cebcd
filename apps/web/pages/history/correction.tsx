import { Button } from '@mantine/core';
import { useState } from 'react';
import type { HistoryEntry } from '#projections';
import { daysInWords, effectiveText, recordedText } from '../../kit/day-text.js';
import { PersonName } from '../../kit/person-name.js';
import { Spoken } from '../../kit/spoken.js';
import { CorrectionForm } from './correction-form.js';
import classes from './history.module.css';

/** What had been recorded, struck through, beside what is right; by whom it was put right, and why. */
export function Corrections({ entry }: { readonly entry: HistoryEntry }) {
  if (entry.corrections.length === 0) return null;
  return (
    <div className={classes.corrections}>
      {entry.corrections.map((correction) => (
        <div key={correction.position}>
          <p>
            <strong>{correction.void ? 'Struck out' : 'Corrected'}</strong> on{' '}
            {recordedText(correction.recordedAt)} by{' '}
            <PersonName id={correction.actor} name={correction.actorName} />
            {correction.reason !== null && (
              <>
                : <bdi>{correction.reason}</bdi>
              </>
            )}
            {correction.ground !== null && (
              <>
                {' '}
                (<bdi>{correction.ground}</bdi>)
              </>
            )}
          </p>
          {correction.changes.length > 0 && (
            <dl>
              {correction.changes.map(({ field, title, from, to }) => (
                <div key={field}>
                  <dt>{capitalized(title)}</dt>
                  <dd>
                    <del dir="auto">
                      <Spoken>Was: </Spoken>
                      {from === null ? 'nothing' : daysInWords(from)}
                    </del>{' '}
                    <ins dir="auto">
                      <Spoken>Is: </Spoken>
                      {to === null ? 'nothing' : daysInWords(to)}
                    </ins>
                  </dd>
                </div>
              ))}
            </dl>
          )}
        </div>
      ))}
      {entry.original !== null && !entry.struck && (
        <details>
          <summary>As first recorded</summary>
          <p dir="auto">
            <del>{daysInWords(entry.original.sentence)}</del>
          </p>
          <p>Effective {effectiveText(entry.original.effectiveOn)}</p>
        </details>
      )}
    </div>
  );
}

interface CorrectThisProps {
  readonly item: string;
  readonly entry: HistoryEntry;
  /** The item's version that the history was read at. */
  readonly version: number;
}

/** For whoever may: a button, and the form that it opens in place. */
export function CorrectThis({ item, entry, version }: CorrectThisProps) {
  const [open, setOpen] = useState(false);
  if (!entry.correctable) return null;
  if (open)
    return <CorrectionForm item={item} entry={entry} version={version} onClose={() => setOpen(false)} />;
  return (
    <Button size="compact-xs" variant="subtle" className={classes.correct} onClick={() => setOpen(true)}>
      Correct this entry<Spoken>: {entry.label}</Spoken>
    </Button>
  );
}

export const capitalized = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
