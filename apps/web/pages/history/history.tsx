import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { historyQuery, type Viewpoint } from '../../api/queries.js';
import { useSession } from '../../api/session.js';
import { EmptyNote } from '../../kit/empty-note.js';
import { PageSkeleton } from '../../kit/page.js';
import { ProblemAlert } from '../../kit/problem-alert.js';
import { useHashTarget } from '../../kit/use-hash-target.js';
import classes from './history.module.css';
import { HistoryEntryCard } from './history-entry.js';

interface HistoryProps {
  readonly reference: string;
  readonly version: number;
  readonly viewpoint: Viewpoint;
}

/** What happened to an item, in words, newest first unless turned round. */
export function History({ reference, version, viewpoint }: HistoryProps) {
  const person = useSession()?.person ?? null;
  const history = useQuery(historyQuery(reference, viewpoint, person));
  const elsewhere = viewpoint.asOf !== undefined || viewpoint.knownAt !== undefined;
  const [oldestFirst, setOldestFirst] = useState(false);
  const entries = history.data?.entries ?? [];
  const target = useHashTarget(history.isSuccess);
  return (
    <section className={classes.history} aria-labelledby="history">
      <div className={classes.head}>
        <h2 id="history">History</h2>
        {entries.length > 1 && (
          <Button size="compact-sm" variant="subtle" onClick={() => setOldestFirst(!oldestFirst)}>
            {oldestFirst ? 'Show newest first' : 'Show oldest first'}
          </Button>
        )}
      </div>
      {history.isPending && <PageSkeleton rows={3} />}
      {history.isError && <ProblemAlert error={history.error} onRetry={() => void history.refetch()} />}
      {history.isSuccess && entries.length === 0 && (
        <EmptyNote title="Nothing had happened yet">Choose a later day.</EmptyNote>
      )}
      <ol className={classes.timeline} reversed={!oldestFirst}>
        {(oldestFirst ? entries : entries.toReversed()).map((entry) => (
          <HistoryEntryCard
            key={entry.position}
            entry={entry}
            item={history.data?.item ?? reference}
            version={elsewhere || person === null ? null : version}
            pointedAt={target === `entry-${entry.position}`}
          />
        ))}
      </ol>
    </section>
  );
}
