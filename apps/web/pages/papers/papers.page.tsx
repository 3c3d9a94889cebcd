import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { PaperHead } from '#projections';
import { papersQuery } from '../../api/queries.js';
import { dayText, recordedText } from '../../kit/day-text.js';
import { EmptyNote } from '../../kit/empty-note.js';
import { Page, PageSkeleton } from '../../kit/page.js';
import { PersonName } from '../../kit/person-name.js';
import { ProblemAlert } from '../../kit/problem-alert.js';
import shared from '../../kit/shared.module.css';
import { Digest } from '../item/clearances.js';
import classes from './papers.module.css';

/** Every paper that was published, the last one first. */
export function PapersPage() {
  const papers = useQuery(papersQuery);
  if (papers.isPending) return <PageSkeleton rows={4} />;
  return (
    <Page
      title="Papers"
      lead="What was published to a body. Each stays byte for byte as it was, whatever is recorded later."
    >
      {papers.isError && <ProblemAlert error={papers.error} onRetry={() => void papers.refetch()} />}
      {papers.data?.papers.length === 0 && (
        <EmptyNote title="No paper has been published yet">
          A registrar publishes one from a plan, under “As the paper prints it”.
        </EmptyNote>
      )}
      <ul className={`${shared.entries} ${classes.papers}`}>
        {papers.data?.papers.map((paper) => (
          <PaperEntry key={paper.paper} paper={paper} />
        ))}
      </ul>
    </Page>
  );
}

function PaperEntry({ paper: one }: { readonly paper: PaperHead }) {
  const { paper, number, title, bodyName, session, asOf, digest, drawnAt, corrigenda, lateEntries } = one;
  return (
    <li>
      <Link to="/papers/$paper" params={{ paper }} className={classes.number}>
        <bdi>{number}</bdi>
      </Link>
      <p dir="auto">{title}</p>
      <p className={`${shared.aside} ${classes.aside}`}>
        As on {dayText(asOf)} · <bdi>{bodyName}</bdi>
        {session !== null && (
          <>
            , <bdi>{session}</bdi>
          </>
        )}
      </p>
      <p className={`${shared.aside} ${classes.aside}`}>
        Published {recordedText(one.publishedAt)} by{' '}
        <PersonName id={one.publishedBy} name={one.publishedByName} />
      </p>
      <p className={`${shared.aside} ${classes.aside}`}>
        Digest <Digest digest={digest} /> · drawn from entries 1 to {drawnAt.position}
        {corrigenda.length > 0 && ` · ${counted(corrigenda.length, 'corrigendum', 'corrigenda')}`}
        {lateEntries > 0 && ` · ${counted(lateEntries, 'later entry', 'later entries')} about its time`}
      </p>
    </li>
  );
}

const counted = (count: number, one: string, many: string): string => `${count} ${count === 1 ? one : many}`;
