import { useMutation, useQuery } from '@tanstack/react-query';
import type { Person, SignedIn } from '../../api/answers.js';
import { postJson } from '../../api/api-client.js';
import { peopleQuery, recordQuery } from '../../api/queries.js';
import { useSession } from '../../api/session.js';
import { EmptyNote } from '../../kit/empty-note.js';
import { IllustrativeMark } from '../../kit/illustrative-badge.js';
import { Page, PageSkeleton } from '../../kit/page.js';
import { ProblemAlert } from '../../kit/problem-alert.js';
import classes from './sign-in.module.css';
import { useSignIn } from './use-sign-in.js';

/** The demonstration's sign-in: everybody in the directory, with the roles they hold. */
export function ChoosePerson({ back }: { readonly back: string | undefined }) {
  const people = useQuery(peopleQuery);
  const record = useQuery(recordQuery);
  const signedIn = useSession();
  const signIn = useSignIn(back);
  const choose = useMutation({
    mutationFn: (person: string) => postJson<SignedIn>('/demo/sign-in', { person }),
    onSuccess: signIn,
  });
  const today = record.data?.clock.today ?? '';
  return (
    <Page
      title="Who are you today?"
      lead="This is a demonstration: choose a person, and switch whenever you like. Nobody needs a password here. Whoever is marked illustrative does not exist: the source names nobody, so that people had to be invented."
    >
      {choose.isError && <ProblemAlert error={choose.error} />}
      {people.isPending && <PageSkeleton rows={6} />}
      {people.isError && <ProblemAlert error={people.error} onRetry={() => void people.refetch()} />}
      {people.isSuccess && people.data.people.length === 0 && (
        <EmptyNote title="Nobody is in the directory yet">Load a pack first; it brings its people.</EmptyNote>
      )}
      <ul className={classes.people}>
        {people.data?.people.map((person) => (
          <li key={person.id}>
            <button
              type="button"
              disabled={choose.isPending}
              onClick={() => choose.mutate(person.id)}
              aria-current={signedIn?.person === person.id || undefined}
            >
              <span className={classes.name}>
                <bdi>{person.name}</bdi>
              </span>
              <span className={classes.roles}>{rolesText(person, today) || 'no role today'}</span>
            </button>
            <span className={classes.mark}>
              <code>{person.id}</code>
              {person.illustrative && <IllustrativeMark />}
            </span>
          </li>
        ))}
      </ul>
    </Page>
  );
}

/** "clearance (entity), staff": the roles held today. */
function rolesText({ roles }: Person, today: string): string {
  return roles
    .filter(({ from, until }) => from <= today && (until === null || today <= until))
    .map(({ role, scope }) => (scope === null ? role : `${role} (${scope.replaceAll('-', ' ')})`))
    .join(', ');
}
