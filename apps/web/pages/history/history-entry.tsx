import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { HistoryEntry } from '#projections';
import { papersQuery } from '../../api/queries.js';
import { dayText, effectiveText, recordedText } from '../../kit/day-text.js';
import { EvidenceList } from '../../kit/evidence-list.js';
import { IllustrativeBadge } from '../../kit/illustrative-badge.js';
import { PersonName } from '../../kit/person-name.js';
import { Spoken } from '../../kit/spoken.js';
import { Corrections, CorrectThis } from './correction.js';
import { headline } from './headline.js';
import classes from './history.module.css';

interface HistoryEntryCardProps {
  readonly entry: HistoryEntry;
  /** The address leads to this one. */
  readonly pointedAt: boolean;
  readonly item: string;
  /** The item's version that is corrected; null where the page shows another day. */
  readonly version: number | null;
}

/** One entry of the record: what happened, who decided, who recorded it, when, on what ground, caused by what. */
export function HistoryEntryCard({ entry, pointedAt, item, version }: HistoryEntryCardProps) {
  const { decision, causedBy } = entry;
  return (
    <li
      className={classes.entry}
      id={`entry-${entry.position}`}
      data-target={pointedAt || undefined}
      data-struck={entry.struck || undefined}
    >
      <p className={classes.when}>Effective {effectiveText(entry.effectiveOn)}</p>
      <h3 dir="auto">
        {entry.struck ? (
          <del>
            <Spoken>Struck out: </Spoken>
            {headline(entry)}
          </del>
        ) : (
          headline(entry)
        )}
      </h3>
      <IllustrativeBadge what={entry.illustrative} about="This step" />
      <dl>
        {entry.decidedBy !== null && (
          <Detail title="Decided by">
            <PersonName id={entry.decidedBy} name={entry.decidedByName} />
            {decision?.session !== undefined && (
              <>
                , <bdi>{decision.session ?? 'session not stated in the source'}</bdi>
              </>
            )}
            {decision?.reference !== undefined && (
              <>
                {' '}
                (<bdi>{decision.reference ?? 'reference not stated in the source'}</bdi>)
              </>
            )}
          </Detail>
        )}
        <Detail title="Recorded by">
          <PersonName id={entry.actor} name={entry.actorName} />
        </Detail>
        <Detail title="Recorded">
          <time dateTime={entry.recordedAt}>{recordedText(entry.recordedAt)}</time>, entry {entry.position}
        </Detail>
        {entry.ground !== null && (
          <Detail title="Ground">
            <span dir="auto">{entry.ground}</span>
          </Detail>
        )}
        {entry.reason !== null && (
          <Detail title="Reason">
            <span dir="auto">{entry.reason}</span>
          </Detail>
        )}
        {entry.touches.length > 0 && (
          <Detail title="Too late for">
            <TouchedPapers touches={entry.touches} />
          </Detail>
        )}
        {causedBy !== null && (
          <Detail title="Caused by">
            <Cause causedBy={causedBy} />
          </Detail>
        )}
        {entry.evidence.length > 0 && (
          <Detail title="Evidence">
            <EvidenceList evidence={entry.evidence} />
          </Detail>
        )}
      </dl>
      <Corrections entry={entry} />
      {entry.saw.length > 0 && <WhatWasSeen entry={entry} />}
      {version !== null && <CorrectThis item={item} entry={entry} version={version} />}
    </li>
  );
}

/** Published papers about a time that this changes; they stay as they are. */
function TouchedPapers({ touches }: Pick<HistoryEntry, 'touches'>) {
  const papers = useQuery(papersQuery);
  return touches.map(({ number, asOf }, place) => {
    const paper = papers.data?.papers.find((one) => one.number === number)?.paper;
    return (
      <span key={number}>
        {place > 0 && '; '}
        {paper === undefined ? (
          <bdi>{number}</bdi>
        ) : (
          <Link to="/papers/$paper" params={{ paper }}>
            <bdi>{number}</bdi>
          </Link>
        )}
        , which tells of {dayText(asOf)}
      </span>
    );
  });
}

function Detail({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <div>
      <dt>{title}</dt>
      <dd>{children}</dd>
    </div>
  );
}

/** The event elsewhere that this one answers; an item's leads to its place in that item's history. */
function Cause({ causedBy }: { readonly causedBy: NonNullable<HistoryEntry['causedBy']> }) {
  const item = /^item:(.+)$/.exec(causedBy.stream)?.[1];
  const words = <span dir="auto">{causedBy.sentence}</span>;
  if (item === undefined) return words;
  return (
    <Link to="/items/$item" params={{ item }} hash={`entry-${causedBy.position}`}>
      {words}
    </Link>
  );
}

const conditions: Readonly<Record<string, string>> = {
  role: 'Who may do it',
  separation: 'Separate persons',
  'decided-by': 'Whose decision it is',
  reason: 'A reason',
  ground: 'A ground',
  prerequisites: 'What it waits for',
  parts: 'Its parts',
  evidence: 'Evidence',
  fields: 'What has to be stated',
  'sign-off': 'Clearance on every line',
  acyclic: 'No circle of conditions',
};

/** What each condition saw when it let this through, for whoever replays the decision. */
function WhatWasSeen({ entry }: { readonly entry: HistoryEntry }) {
  return (
    <details className={classes.seen}>
      <summary>What the conditions saw</summary>
      <dl>
        {entry.saw.map(({ guard, facts }) => (
          <Detail key={`${guard} ${JSON.stringify(facts)}`} title={conditions[guard] ?? guard}>
            {Object.entries(facts).length === 0
              ? 'met'
              : Object.entries(facts)
                  .map(([name, fact]) => `${spaced(name)}: ${factText(fact)}`)
                  .join('; ')}
          </Detail>
        ))}
      </dl>
    </details>
  );
}

const spaced = (name: string): string => name.replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase();

/** A fact in words: lists with commas, days written out, nothing as a dash. */
function factText(fact: unknown): string {
  if (fact === null || fact === undefined) return '–';
  if (typeof fact === 'boolean') return fact ? 'yes' : 'no';
  if (Array.isArray(fact)) return fact.length === 0 ? 'none' : fact.map(factText).join(', ');
  if (typeof fact === 'object')
    return Object.entries(fact)
      .map(([name, value]) => `${spaced(name)} ${factText(value)}`)
      .join(' ');
  const text = String(fact);
  return /^\d{4}-\d{2}-\d{2}$/.test(text) ? dayText(text) : text;
}
