import { useQuery } from '@tanstack/react-query';
import { Link, Navigate } from '@tanstack/react-router';
import { plansQuery } from '../api/queries.js';
import { hasDesk, useSession } from '../api/session.js';
import { dayText } from '../kit/day-text.js';
import { EmptyNote } from '../kit/empty-note.js';
import { Page, PageSkeleton } from '../kit/page.js';
import { ProblemAlert } from '../kit/problem-alert.js';
import classes from './home.module.css';

/** One's own work for whoever has some; else the plans on record, or the plan while there is only one. */
export function HomePage() {
  const plans = useQuery(plansQuery);
  const signedIn = useSession();
  if (hasDesk(signedIn)) return <Navigate to="/work" replace />;
  if (plans.isPending) return <PageSkeleton />;
  if (plans.isError)
    return (
      <Page title="Plans">
        <ProblemAlert error={plans.error} onRetry={() => void plans.refetch()} />
      </Page>
    );
  const [first, second] = plans.data.plans;
  if (first !== undefined && second === undefined)
    return <Navigate to="/plans/$plan" params={{ plan: first.plan }} replace />;
  return (
    <Page title="Plans">
      {first === undefined ? (
        <EmptyNote title="No plan is on record yet">
          <code>npm run -s actum -- load packs/un-reform</code> puts one there.
        </EmptyNote>
      ) : (
        <ul className={classes.plans}>
          {plans.data.plans.map(({ plan, title, bodyName, items, endorsedOn }) => (
            <li key={plan}>
              <Link to="/plans/$plan" params={{ plan }} dir="auto">
                {title}
              </Link>
              <p>
                {items} items · endorsed by <bdi>{bodyName}</bdi>, {dayText(endorsedOn)}
              </p>
            </li>
          ))}
        </ul>
      )}
    </Page>
  );
}
