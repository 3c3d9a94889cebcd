import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { peopleQuery, recordQuery } from '../../api/queries.js';
import { EmptyNote } from '../../kit/empty-note.js';
import { IllustrativeMark } from '../../kit/illustrative-badge.js';
import { Page, PageSkeleton } from '../../kit/page.js';
import { ProblemAlert } from '../../kit/problem-alert.js';
import shared from '../../kit/shared.module.css';
import { holdsOn, roleText } from './held.js';
import classes from './people.module.css';

/** Everybody in the directory, with the roles that they hold today. */
export function PeoplePage() {
  const people = useQuery(peopleQuery);
  const record = useQuery(recordQuery);
  const today = record.data?.clock.today ?? '';
  if (people.isPending) return <PageSkeleton rows={6} />;
  return (
    <Page title="People" lead="Who holds which role, from when until when, and who acts for whom.">
      {people.isError && <ProblemAlert error={people.error} onRetry={() => void people.refetch()} />}
      {people.data?.people.length === 0 && (
        <EmptyNote title="Nobody is in the directory yet">Load a pack first; it brings its people.</EmptyNote>
      )}
      <ul className={`${shared.entries} ${classes.people}`}>
        {people.data?.people.map(({ id, name, illustrative, erased, roles, actsFor }) => (
          <li key={id}>
            <Link to="/people/$person" params={{ person: id }}>
              <bdi>{erased ? id : name}</bdi>
            </Link>{' '}
            {illustrative && <IllustrativeMark />}
            {erased && <span className={shared.aside}>erased</span>}
            <p className={shared.aside}>
              {roles
                .filter((held) => holdsOn(held, today))
                .map(roleText)
                .join(', ') || 'no role today'}
              {actsFor
                .filter((held) => holdsOn(held, today))
                .map(({ personName, ...held }) => ` · ${roleText(held)} for ${personName}`)}
            </p>
          </li>
        ))}
      </ul>
    </Page>
  );
}
