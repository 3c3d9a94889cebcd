import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useLocation } from '@tanstack/react-router';
import { useRef, useState } from 'react';
import type { ItemDetail } from '#projections';
import type { Possibility } from '../../api/answers.js';
import { possibilitiesQuery, type Viewpoint } from '../../api/queries.js';
import { useSession } from '../../api/session.js';
import { PageSkeleton } from '../../kit/page.js';
import { ProblemAlert } from '../../kit/problem-alert.js';
import shared from '../../kit/shared.module.css';
import { forgetDraft, storedDraft } from './draft.js';
import { NotPossibleYet } from './not-possible-yet.js';
import { goesOn, grouped } from './step-groups.js';
import classes from './update.module.css';
import { UpdateForm } from './update-form.js';
import { isSignOff } from './update-request.js';

interface UpdateStatusProps {
  /** What the page's address calls the item. */
  readonly reference: string;
  readonly detail: ItemDetail;
  readonly viewpoint: Viewpoint;
  readonly onToday: () => void;
}

/** What can be done about an item today, doing it, and what keeps the rest from it. */
export function UpdateStatus({ reference, detail, viewpoint, onToday }: UpdateStatusProps) {
  const elsewhere = viewpoint.asOf !== undefined || viewpoint.knownAt !== undefined;
  return (
    <section className={classes.section} aria-labelledby="update">
      <h2 id="update">What can be done</h2>
      {elsewhere ? (
        <p className={classes.aside}>
          The status is updated from today’s page only.{' '}
          <Button variant="default" size="xs" onClick={onToday}>
            Back to today
          </Button>
        </p>
      ) : (
        <Today reference={reference} detail={detail} />
      )}
    </section>
  );
}

function Today({ reference, detail }: Pick<UpdateStatusProps, 'reference' | 'detail'>) {
  const person = useSession()?.person ?? null;
  const can = useQuery(possibilitiesQuery(detail.item, person));
  const [opened, setOpened] = useState<Possibility | null>(null);
  const [recorded, setRecorded] = useState<string | null>(null);
  const buttons = useRef<HTMLDivElement>(null);
  const { pathname, searchStr } = useLocation();

  if (can.isPending) return <PageSkeleton rows={2} />;
  if (can.isError) return <ProblemAlert error={can.error} onRetry={() => void can.refetch()} />;
  const { transitions, version } = can.data;
  // A text is cleared where it is read.
  const allowed = transitions.filter((possibility) => possibility.allowed && !isSignOff(possibility));
  const { steps, notes } = grouped(allowed);
  const open = (possibility: Possibility): void => {
    setRecorded(null);
    setOpened(possibility);
  };
  const close = (done: string | null): void => {
    setRecorded(done);
    setOpened(null);
    buttons.current?.focus();
  };
  const button = (possibility: Possibility, variant: string) => (
    <Button
      key={possibility.transition}
      variant={opened?.transition === possibility.transition ? 'light' : variant}
      aria-expanded={opened?.transition === possibility.transition}
      onClick={() => open(possibility)}
    >
      {possibility.title}
      {storedDraft(detail.item, possibility.transition, person) !== null && ' (draft)'}
    </Button>
  );
  return (
    <>
      <div ref={buttons} tabIndex={-1} className={classes.actions}>
        {recorded !== null && <p className={shared.recorded}>{recorded}</p>}
        {person === null && (
          <p className={classes.aside}>
            <Link to="/sign-in" search={{ back: `${pathname}${searchStr}` }}>
              Sign in
            </Link>{' '}
            to update the status.
          </p>
        )}
        {person !== null && allowed.length === 0 && (
          <p className={classes.aside}>There is nothing that you can do about this item today.</p>
        )}
        {steps.length > 0 && (
          <fieldset aria-label="Update status">
            {steps.map((possibility, place) =>
              button(possibility, place === 0 && goesOn(possibility) ? 'filled' : 'default'),
            )}
          </fieldset>
        )}
        {notes.length > 0 && (
          <fieldset aria-label="Add to the record">
            {notes.map((possibility) => button(possibility, 'default'))}
          </fieldset>
        )}
      </div>
      {opened !== null && (
        <UpdateForm
          key={`${detail.item} ${opened.transition} ${person ?? ''}`}
          possibility={opened}
          reference={reference}
          detail={detail}
          version={version}
          person={person}
          onRecorded={close}
          onDiscard={() => {
            forgetDraft(detail.item, opened.transition, person);
            close(null);
          }}
        />
      )}
      <NotPossibleYet transitions={transitions} signedIn={person !== null} />
    </>
  );
}
