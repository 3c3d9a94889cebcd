import { Button, TextInput } from '@mantine/core';
import { IconPrinter } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import type { PlanDiffAnswer } from '#projections';
import { type DiffSearch, planDiffQuery, plansQuery, recordQuery } from '../../api/queries.js';
import { dayText, isPlausibleDay, knownAtText } from '../../kit/day-text.js';
import { EmptyNote } from '../../kit/empty-note.js';
import { Page, PageSkeleton } from '../../kit/page.js';
import { ProblemAlert } from '../../kit/problem-alert.js';
import { PlanLinks } from '../papers/plan-links.js';
import classes from './diff.module.css';
import { DiffSentences } from './diff-sentences.js';
import { DiffTable } from './diff-table.js';

interface DiffPageProps {
  readonly plan: string;
  readonly search: Partial<DiffSearch>;
}

/** What changed in a plan between two days: as a table, and as sentences for a paper. */
export function DiffPage({ plan, search }: DiffPageProps) {
  const plans = useQuery(plansQuery);
  const record = useQuery(recordQuery);
  const endorsed = plans.data?.plans.find((one) => one.plan === plan)?.endorsedOn;
  const today = record.data?.clock.today;
  const from = search.from ?? endorsed;
  const to = search.to ?? today;
  if (plans.isError)
    return (
      <Page title="What changed">
        <ProblemAlert error={plans.error} onRetry={() => void plans.refetch()} />
      </Page>
    );
  if (!plans.isPending && endorsed === undefined)
    return (
      <Page title="What changed">
        <EmptyNote title="There is no such plan">Choose one under “Plan”.</EmptyNote>
      </Page>
    );
  if (from === undefined || to === undefined) return <PageSkeleton />;
  const days: DiffSearch = { ...search, from, to };
  return (
    <Page
      title="What changed"
      above={<PlanLinks plan={plan} viewpoint={{}} />}
      lead={
        <p className={classes.lead}>
          From {dayText(from)} to {dayText(to)}
        </p>
      }
    >
      <Days key={JSON.stringify(days)} plan={plan} days={days} />
      <Diff plan={plan} days={days} />
    </Page>
  );
}

/** The two days, and what was on record of each by when. */
function Days({ plan, days }: { readonly plan: string; readonly days: DiffSearch }) {
  const navigate = useNavigate();
  const [typed, setTyped] = useState({
    from: days.from,
    to: days.to,
    knownFrom: days.knownFrom ?? '',
    knownTo: days.knownTo ?? '',
  });
  const reversed = isPlausibleDay(typed.from) && isPlausibleDay(typed.to) && typed.from > typed.to;
  const input = (name: keyof typeof typed) => ({
    size: 'sm' as const,
    value: typed[name],
    onChange: ({ currentTarget: { value } }: { currentTarget: { value: string } }) =>
      setTyped((before) => ({ ...before, [name]: value })),
  });
  const compare = (event: FormEvent): void => {
    event.preventDefault();
    if (!isPlausibleDay(typed.from) || !isPlausibleDay(typed.to) || reversed) return;
    const search = Object.fromEntries(Object.entries(typed).filter(([, value]) => value !== ''));
    void navigate({ to: '/plans/$plan/diff', params: { plan }, search, resetScroll: false });
  };
  return (
    <form className={classes.days} onSubmit={compare} aria-label="Two days" noValidate>
      <TextInput {...input('from')} type="date" label="From" required />
      <TextInput
        {...input('to')}
        type="date"
        label="To"
        required
        error={reversed ? 'It is before the other day.' : undefined}
      />
      <TextInput {...input('knownFrom')} type="date" label="The first as on record on" />
      <TextInput {...input('knownTo')} type="date" label="The second as on record on" />
      <Button type="submit" size="sm" variant="default">
        Compare
      </Button>
      <Button
        size="sm"
        variant="default"
        leftSection={<IconPrinter size={16} aria-hidden />}
        onClick={() => window.print()}
      >
        Print
      </Button>
    </form>
  );
}

function Diff({ plan, days }: { readonly plan: string; readonly days: DiffSearch }) {
  const diff = useQuery(planDiffQuery(plan, days));
  if (diff.isPending) return <PageSkeleton rows={8} />;
  if (diff.isError) return <ProblemAlert error={diff.error} onRetry={() => void diff.refetch()} />;
  return (
    <>
      <DiffSentences diff={diff.data} />
      <section aria-labelledby="diff-table" className={classes.section}>
        <h2 id="diff-table">Item by item</h2>
        <DiffTable diff={diff.data} />
      </section>
      <p className={classes.foot}>
        <Seen vantage={diff.data.from} /> <Seen vantage={diff.data.to} /> Drawn from the record{' '}
        {diff.data.origin}, entries 1 to {diff.data.position}
        {diff.data.simulated && ', on a simulated clock'}.
      </p>
    </>
  );
}

/** What was looked at on one of the days, and as on record when. */
function Seen({ vantage: { asOf, knownAt, paper } }: { readonly vantage: PlanDiffAnswer['from'] }) {
  return (
    <>
      {dayText(asOf)} as {paper === null ? 'on record' : 'drawn for '}
      {paper !== null && <bdi>{paper}</bdi>}
      {paper === null && knownAt.instant !== null && ` on ${knownAtText(knownAt.instant.slice(0, 10))}`}{' '}
      (entries 1 to {knownAt.position}).
    </>
  );
}
