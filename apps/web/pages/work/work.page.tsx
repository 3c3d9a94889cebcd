import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { ItemSummary, Work } from '#projections';
import { recordQuery, workQuery } from '../../api/queries.js';
import { useSession } from '../../api/session.js';
import { dayText } from '../../kit/day-text.js';
import { EmptyNote } from '../../kit/empty-note.js';
import { Page, PageSkeleton } from '../../kit/page.js';
import { ProblemAlert } from '../../kit/problem-alert.js';
import { lineTitle } from '../item/clearances.js';
import { QuickUpdate } from './quick-update.js';
import { SignInFirst } from './sign-in-first.js';
import { WaitingFor } from './waiting-for.js';
import classes from './work.module.css';
import { WorkList } from './work-list.js';
import { WorkTabs } from './work-tabs.js';

/** What the person signed in owes, has to clear or approve, and waits for. */
export function WorkPage() {
  return (
    <ForPerson title="My work" back="/work">
      {(work, person) => <Overview work={work} person={person} />}
    </ForPerson>
  );
}

/** The same items with inputs in place, for whoever updates many before a meeting. */
export function QuickUpdatePage() {
  return (
    <ForPerson
      title="Quick update"
      back="/work/update"
      lead="Each row is saved on its own: a step, a report, or that nothing has changed. What you type is kept in this browser until it is saved."
    >
      {(work, person) =>
        work.owed.length === 0 ? (
          <EmptyNote title="You owe nothing today">There is no item to update.</EmptyNote>
        ) : (
          <QuickUpdate key={person} rows={overdueFirst(work.owed)} names={namesIn(work)} person={person} />
        )
      }
    </ForPerson>
  );
}

interface ForPersonProps {
  readonly title: string;
  readonly back: string;
  readonly lead?: string;
  readonly children: (work: Work, person: string) => ReactNode;
}

function ForPerson({ title, back, lead, children }: ForPersonProps) {
  const person = useSession()?.person ?? null;
  const record = useQuery(recordQuery);
  const work = useQuery({ ...workQuery(person ?? ''), enabled: person !== null });
  if (person === null) return <SignInFirst title={title} back={back} />;
  if (work.isPending) return <PageSkeleton />;
  const today = record.data?.clock.today;
  return (
    <Page
      title={title}
      lead={
        <>
          {lead} {today !== undefined && `As on ${dayText(today)}.`}
        </>
      }
      above={<WorkTabs />}
    >
      {work.isError ? (
        <ProblemAlert error={work.error} onRetry={() => void work.refetch()} />
      ) : (
        children(work.data, person)
      )}
    </Page>
  );
}

function Overview({ work, person }: { readonly work: Work; readonly person: string }) {
  const { owed, toClear, toApprove, waitingFor } = work;
  const shared = { names: namesIn(work), person };
  if (owed.length + toClear.length + toApprove.length + waitingFor.length === 0)
    return (
      <EmptyNote title="Nothing is waiting for you">
        Items stand here once you are their focal point or officer-in-charge, or somebody needs your clearance
        or approval.
      </EmptyNote>
    );
  return (
    <>
      <WorkList
        {...shared}
        title="To do"
        rows={overdueFirst(owed)}
        empty="You owe nothing today."
        action={
          owed.length > 1 && (
            <Link to="/work/update" className={classes.action}>
              Update them all in one list
            </Link>
          )
        }
        about={({ reasons }) => <Reasons reasons={reasons} />}
      />
      <WorkList
        {...shared}
        title="To clear"
        rows={toClear}
        empty="No text waits for your clearance."
        about={({ item, line, finalizedBy }) => (
          <p className={classes.about}>
            <Link to="/items/$item" params={{ item }} hash="clearance">
              Read and clear
            </Link>{' '}
            on the line {lineTitle(line)}
            {finalizedBy !== null && (
              <>
                , put forward by <bdi>{finalizedBy.name}</bdi>
              </>
            )}
          </p>
        )}
      />
      <WorkList
        {...shared}
        title="To approve"
        rows={toApprove}
        empty="Nothing waits for your approval."
        about={({ item, request }) => (
          <p className={classes.about}>
            <bdi>{request.by.name}</bdi> asks for “<bdi>{request.dueText}</bdi>”, until{' '}
            {dayText(request.latest)}: <bdi>{request.reason}</bdi>{' '}
            <Link to="/items/$item" params={{ item }} hash="update">
              Approve or decline
            </Link>
          </p>
        )}
      />
      <WaitingFor waiting={waitingFor} />
    </>
  );
}

/** Titles of the items that one’s own wait for. */
const namesIn = ({ waitingFor }: Work): ReadonlyMap<string, string> =>
  new Map(waitingFor.flatMap(({ other }) => (other === null ? [] : [[other.item, other.title] as const])));

const saidByRow: ReadonlySet<string> = new Set(['overdue', 'flagged', 'start-missed', 'start-owed']);

/** What is pressing about an item, beyond what its row says already. */
function Reasons({ reasons }: Pick<Work['owed'][number], 'reasons'>) {
  const told = reasons.filter(({ code }) => !saidByRow.has(code));
  if (told.length === 0) return null;
  return (
    <ul className={classes.reasons}>
      {told.map(({ code, sentence }) => (
        <li key={code} dir="auto">
          {sentence}
        </li>
      ))}
    </ul>
  );
}

/** Overdue first, then by the day on which it is due; what is not due comes last. */
function overdueFirst<Row extends ItemSummary>(rows: readonly Row[]): readonly Row[] {
  const day = ({ dueLatest }: Row): string => dueLatest ?? '9999';
  return rows.toSorted((a, b) => Number(b.overdue) - Number(a.overdue) || day(a).localeCompare(day(b)));
}
