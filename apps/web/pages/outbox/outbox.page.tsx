import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { OutboxMessage } from '#reminders';
import { outboxQuery } from '../../api/queries.js';
import { dayText, recordedText } from '../../kit/day-text.js';
import { EmptyNote } from '../../kit/empty-note.js';
import { Page, PageSkeleton } from '../../kit/page.js';
import { ProblemAlert } from '../../kit/problem-alert.js';
import classes from './outbox.module.css';

/** The messages that reminders became: to whom, about what, and what became of each. */
export function OutboxPage() {
  const outbox = useQuery(outboxQuery);
  if (outbox.isPending) return <PageSkeleton rows={5} />;
  return (
    <Page
      title="Outbox"
      lead="Reminders of what is past its due date or soon will be: one message a person, with everything in it."
    >
      {outbox.isError && <ProblemAlert error={outbox.error} onRetry={() => void outbox.refetch()} />}
      {outbox.data?.messages.length === 0 && (
        <EmptyNote title="No reminder has been owed yet">
          Messages stand here as soon as something falls due.
        </EmptyNote>
      )}
      <ul className={classes.messages}>
        {outbox.data?.messages.map((message) => (
          <Message key={message.id} message={message} />
        ))}
      </ul>
    </Page>
  );
}

const fates: Record<OutboxMessage['status'], string> = {
  owed: 'Owed',
  sent: 'Sent',
  'held back': 'Held back: no longer owed',
  ambiguous: 'Outcome unknown: not sent again unasked',
};

function Message({ message }: { readonly message: OutboxMessage }) {
  const { personName, to, subject, text, status, channel, dueOn, sentAt, lines } = message;
  return (
    <li>
      <article className={classes.message}>
        <header>
          <h2 dir="auto">{subject}</h2>
          <p className={classes.fate} data-status={status}>
            {fates[status]}
          </p>
          <p className={classes.to}>
            To <bdi>{personName}</bdi>
            {to !== null && (
              <>
                {' '}
                &lt;<bdi>{to}</bdi>&gt;
              </>
            )}
            {' · '}
            {sentAt === null ? `due ${dayText(dueOn)}` : recordedText(sentAt)}
            {' · '}
            {channel === 'mail' ? 'by mail' : 'in this outbox'}
          </p>
        </header>
        <ul className={classes.lines} aria-label="Items">
          {lines.map(({ item, number, title, because }) => (
            <li key={`${item} ${because}`}>
              <Link to="/items/$item" params={{ item }} dir="auto">
                {number === null ? title : `${number}. ${title}`}
              </Link>
            </li>
          ))}
        </ul>
        <details>
          <summary>The message as written</summary>
          <pre dir="auto">{text}</pre>
        </details>
      </article>
    </li>
  );
}
