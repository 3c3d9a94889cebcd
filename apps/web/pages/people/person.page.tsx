import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { Person } from '../../api/answers.js';
import { peopleQuery, recordQuery } from '../../api/queries.js';
import { useSession } from '../../api/session.js';
import { EmptyNote } from '../../kit/empty-note.js';
import { IllustrativeMark } from '../../kit/illustrative-badge.js';
import { Page, PageSkeleton } from '../../kit/page.js';
import { ProblemAlert } from '../../kit/problem-alert.js';
import shared from '../../kit/shared.module.css';
import { DelegateForm } from './delegate-form.js';
import { EndForm } from './end-form.js';
import type { Held } from './held.js';
import { HeldTable } from './held-table.js';
import classes from './people.module.css';
import { RoleForm } from './role-form.js';

/** One person’s roles and delegations, past ones included; giving and ending them. */
export function PersonPage({ person: id }: { readonly person: string }) {
  const people = useQuery(peopleQuery);
  if (people.isPending) return <PageSkeleton rows={4} />;
  if (people.isError)
    return (
      <Page title="Person">
        <ProblemAlert error={people.error} onRetry={() => void people.refetch()} />
      </Page>
    );
  const person = people.data.people.find((one) => one.id === id);
  if (person === undefined)
    return (
      <Page title="Person">
        <EmptyNote title="Nobody by this name is in the directory">
          <Link to="/people">See who is</Link>
        </EmptyNote>
      </Page>
    );
  return <OfPerson person={person} />;
}

type Opened =
  | { readonly form: 'role' | 'delegate' }
  | { readonly form: 'end-role' | 'end-delegation'; readonly held: Held; readonly to?: string };

function OfPerson({ person }: { readonly person: Person }) {
  const record = useQuery(recordQuery);
  const today = record.data?.clock.today ?? '';
  const signedIn = useSession();
  const administers = signedIn?.roles.includes('administrator') ?? false;
  const isMe = signedIn?.person === person.id;
  const [opened, setOpened] = useState<Opened | null>(null);
  const close = (): void => setOpened(null);
  return (
    <Page
      title={person.name}
      heading={<bdi>{person.name}</bdi>}
      above={
        <p className={shared.above}>
          <Link to="/people">People</Link>
        </p>
      }
      lead={
        <>
          <code>{person.id}</code> {isMe && 'This is you. '}
          {person.illustrative && <IllustrativeMark />}
        </>
      }
    >
      <section className={`${shared.headed} ${classes.section}`} aria-labelledby="roles">
        <h2 id="roles">Roles</h2>
        <HeldTable
          caption="Roles held"
          empty="No role has been given yet."
          held={person.roles}
          today={today}
          {...(administers ? { onEnd: (held: Held) => setOpened({ form: 'end-role', held }) } : {})}
        />
        {administers && opened?.form !== 'role' && (
          <Button size="xs" variant="default" onClick={() => setOpened({ form: 'role' })}>
            Give a role
          </Button>
        )}
        {opened?.form === 'role' && <RoleForm person={person.id} onClose={close} />}
        {opened?.form === 'end-role' && (
          <EndForm person={person.id} held={opened.held} what="roles" onClose={close} />
        )}
      </section>
      <section className={`${shared.headed} ${classes.section}`} aria-labelledby="delegated">
        <h2 id="delegated">Who acts for {isMe ? 'you' : <bdi>{person.name}</bdi>}</h2>
        <HeldTable
          caption="Delegated to others"
          empty="Nothing is delegated."
          held={person.delegated}
          today={today}
          {...(administers || isMe
            ? {
                onEnd: (held: Held & { readonly person?: string }) =>
                  setOpened({ form: 'end-delegation', held, to: held.person ?? '' }),
              }
            : {})}
        />
        {(administers || isMe) && opened?.form !== 'delegate' && (
          <Button size="xs" variant="default" onClick={() => setOpened({ form: 'delegate' })}>
            Delegate
          </Button>
        )}
        {opened?.form === 'delegate' && <DelegateForm person={person} onClose={close} />}
        {opened?.form === 'end-delegation' && (
          <EndForm
            person={person.id}
            held={opened.held}
            to={opened.to ?? ''}
            what="delegations"
            onClose={close}
          />
        )}
      </section>
      <section className={`${shared.headed} ${classes.section}`} aria-labelledby="acts-for">
        <h2 id="acts-for">For whom {isMe ? 'you act' : <bdi>{person.name} acts</bdi>}</h2>
        <HeldTable
          caption="Delegated by others"
          empty="Nobody has delegated anything."
          held={person.actsFor}
          today={today}
        />
      </section>
    </Page>
  );
}
