import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { RefusedAttempt } from '../../api/answers.js';
import { attemptsQuery, peopleQuery } from '../../api/queries.js';
import { useSession } from '../../api/session.js';
import { dayText, instantText } from '../../kit/day-text.js';
import { EmptyNote } from '../../kit/empty-note.js';
import { Page, PageSkeleton } from '../../kit/page.js';
import { ProblemAlert } from '../../kit/problem-alert.js';
import classes from './refused-attempts.module.css';

/** What people tried and the conditions turned down: no part of the record, kept for auditors. */
export function RefusedAttemptsPage() {
  const attempts = useQuery(attemptsQuery(useSession()?.person ?? null));
  const people = useQuery(peopleQuery);
  const names = new Map(people.data?.people.map(({ id, name }) => [id, name]));
  if (attempts.isPending) return <PageSkeleton rows={5} />;
  return (
    <Page
      title="Refused attempts"
      lead="What was tried and was not possible yet. Kept beside the record, for auditors."
    >
      {attempts.isError && <ProblemAlert error={attempts.error} onRetry={() => void attempts.refetch()} />}
      {attempts.data?.attempts.length === 0 && (
        <EmptyNote title="Nothing has been refused">
          Attempts stand here as soon as a condition turns one down.
        </EmptyNote>
      )}
      <ul className={classes.attempts}>
        {attempts.data?.attempts.map((attempt) => (
          <Attempt key={attempt.id} attempt={attempt} name={names.get(attempt.actor)} />
        ))}
      </ul>
    </Page>
  );
}

function Attempt({ attempt, name }: { readonly attempt: RefusedAttempt; readonly name: string | undefined }) {
  const { at, today, actor, command, target, refusals } = attempt;
  const item = /^item:(.+)$/.exec(target)?.[1];
  return (
    <li>
      <p className={classes.what}>
        <strong>{command}</strong>{' '}
        {item === undefined ? (
          <bdi>{target}</bdi>
        ) : (
          <Link to="/items/$item" params={{ item }}>
            {item}
          </Link>
        )}{' '}
        <span className={classes.who}>
          by <bdi>{name ?? actor}</bdi>, {instantText(at)}
          {today !== null && ` (simulated ${dayText(today)})`}
        </span>
      </p>
      <ul>
        {refusals.map(({ code, message }) => (
          <li key={`${code} ${message}`}>
            <span dir="auto">{message}</span> <code>{code}</code>
          </li>
        ))}
      </ul>
    </li>
  );
}
