import { Button, Checkbox, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import type { Accepted } from '../../api/answers.js';
import { newCommandKey, postJson, readAtLeast } from '../../api/api-client.js';
import { recordQuery } from '../../api/queries.js';
import { useSession } from '../../api/session.js';
import { announce } from '../../kit/announcer.js';
import { dayText, isPlausibleDay } from '../../kit/day-text.js';
import { EmptyNote } from '../../kit/empty-note.js';
import { Page, PageSkeleton } from '../../kit/page.js';
import { ProblemAlert, wordsOf } from '../../kit/problem-alert.js';
import classes from './clock.module.css';

/** Where the simulated clock stands, and moving it forward. */
export function ClockPage() {
  const record = useQuery(recordQuery);
  if (record.isPending) return <PageSkeleton rows={2} />;
  if (record.isError)
    return (
      <Page title="Clock">
        <ProblemAlert error={record.error} onRetry={() => void record.refetch()} />
      </Page>
    );
  const { kind, today } = record.data.clock;
  return (
    <Page
      title="Clock"
      lead={
        kind === 'simulated'
          ? 'This record runs on a simulated clock, so that its history can be told again day by day.'
          : undefined
      }
    >
      {kind === 'simulated' ? (
        <AdvanceClock key={today} today={today} />
      ) : (
        <EmptyNote title={`Today is ${dayText(today)}`}>
          This record runs on the real clock, which nobody moves.
        </EmptyNote>
      )}
    </Page>
  );
}

const dayAfter = (day: string): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);

function AdvanceClock({ today }: { readonly today: string }) {
  const queries = useQueryClient();
  const signedIn = useSession();
  const [to, setTo] = useState('');
  const [sure, setSure] = useState(false);
  const [key] = useState(newCommandKey);
  const advance = useMutation({
    mutationFn: () => postJson<Accepted>('/clock', { to }, { key }),
    onSuccess: async ({ position }) => {
      readAtLeast(position);
      await queries.invalidateQueries();
      announce(`The clock stands at ${dayText(to)}.`);
    },
  });
  const forward = isPlausibleDay(to) && to > today;
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (forward && sure && !advance.isPending) advance.mutate();
  };
  return (
    <div className={classes.clock}>
      <p className={classes.today}>{dayText(today)}</p>
      {signedIn === null ? (
        <p>
          <Link to="/sign-in" search={{ back: '/clock' }}>
            Sign in
          </Link>{' '}
          as an administrator to move it forward.
        </p>
      ) : (
        <form onSubmit={submit} noValidate>
          <TextInput
            type="date"
            label="Move forward to"
            min={dayAfter(today)}
            required
            value={to}
            error={
              advance.isError
                ? wordsOf(advance.error).text
                : isPlausibleDay(to) && !forward
                  ? `Choose a day after ${dayText(today)}: the clock moves forward only.`
                  : undefined
            }
            onChange={({ currentTarget: { value } }) => setTo(value)}
          />
          <Checkbox
            label={forward ? `Yes, ${dayText(to)}: there is no way back` : 'I know that there is no way back'}
            checked={sure}
            onChange={({ currentTarget: { checked } }) => setSure(checked)}
          />
          <Button type="submit" disabled={!forward || !sure} loading={advance.isPending}>
            Move the clock forward
          </Button>
        </form>
      )}
      <p className={classes.meaning}>
        What is overdue, who holds which role and which reminders are owed follow this clock. What is recorded
        from then on is recorded on the new day.
      </p>
    </div>
  );
}
