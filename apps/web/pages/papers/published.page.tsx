import { Button } from '@mantine/core';
import { IconPrinter } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { PublishedPaper } from '#projections';
import { publishedPaperQuery } from '../../api/queries.js';
import { useSession } from '../../api/session.js';
import { dayText, effectiveText, recordedText } from '../../kit/day-text.js';
import { Page, PageSkeleton } from '../../kit/page.js';
import { PersonName } from '../../kit/person-name.js';
import { ProblemAlert } from '../../kit/problem-alert.js';
import shared from '../../kit/shared.module.css';
import { CorrigendumForm } from './corrigendum-form.js';
import { PaperSheet } from './paper-sheet.js';
import classes from './papers.module.css';

/** A paper as it was published, and beside it what has been said about it since. */
export function PublishedPaperPage({ paper }: { readonly paper: string }) {
  const published = useQuery(publishedPaperQuery(paper));
  if (published.isPending) return <PageSkeleton rows={10} />;
  if (published.isError)
    return (
      <Page title="Paper">
        <ProblemAlert error={published.error} onRetry={() => void published.refetch()} />
      </Page>
    );
  return <Published published={published.data} />;
}

function Published({ published }: { readonly published: PublishedPaper }) {
  const { paper, content } = published;
  const mayCorrect = useSession()?.roles.includes('registrar') ?? false;
  const [correcting, setCorrecting] = useState(false);
  return (
    <Page
      title={content.number}
      onScreenOnly
      heading={<bdi>{content.number}</bdi>}
      above={
        <p className={`${shared.above} ${classes.above}`}>
          <Link to="/papers">Papers</Link>
        </p>
      }
      lead={
        <p className={classes.lead}>
          Published {recordedText(paper.publishedAt)} by{' '}
          <PersonName id={paper.publishedBy} name={paper.publishedByName} />
          {paper.reason !== null && (
            <>
              : <span dir="auto">{paper.reason}</span>
            </>
          )}
        </p>
      }
    >
      <div className={`${classes.tools} ${classes.buttons}`}>
        <Button
          variant="default"
          leftSection={<IconPrinter size={16} aria-hidden />}
          onClick={() => window.print()}
        >
          Print
        </Button>
        <Button
          component="a"
          variant="default"
          href={`/v1/papers/${encodeURIComponent(paper.paper)}/content`}
        >
          The published bytes
        </Button>
        {mayCorrect && !correcting && (
          <Button variant="default" onClick={() => setCorrecting(true)}>
            Add a corrigendum
          </Button>
        )}
      </div>
      {correcting && <CorrigendumForm published={published} onClose={() => setCorrecting(false)} />}
      <PaperSheet
        head={
          <>
            <p className={classes.sheetNumber}>
              <bdi>{content.number}</bdi>
            </p>
            <p className={classes.sheetBody}>
              <bdi>{content.bodyName}</bdi>
              {content.session !== undefined && (
                <>
                  , <bdi>{content.session}</bdi>
                </>
              )}
            </p>
            <p className={classes.sheetTitle} dir="auto">
              {content.title}
            </p>
          </>
        }
        caption={`Status as on ${dayText(content.asOf)}`}
        components={content.components}
        notices={content.notices}
        foot={
          <p>
            <bdi>{content.number}</bdi> · SHA-256 {paper.digest} · drawn from the record {content.origin},
            entries 1 to {content.position}; root of {content.treeSize} entries {content.rootHash}
          </p>
        }
      />
      <Corrigenda paper={paper} />
      <LateEntries late={published.late} />
    </Page>
  );
}

function Corrigenda({ paper }: Pick<PublishedPaper, 'paper'>) {
  if (paper.corrigenda.length === 0) return null;
  return (
    <section className={`${shared.headed} ${classes.later}`} aria-labelledby="corrigenda">
      <h2 id="corrigenda">Corrigenda</h2>
      <ul>
        {paper.corrigenda.map(
          ({ position, number, row, text, publishedAt, publishedBy, publishedByName }) => (
            <li key={position}>
              <p>
                <strong>
                  <bdi>{number ?? 'Corrigendum'}</bdi>
                  {row !== null && `, row ${row}`}
                </strong>
              </p>
              <p dir="auto">{text}</p>
              <p className={`${shared.aside} ${classes.aside}`}>
                {recordedText(publishedAt)}, <PersonName id={publishedBy} name={publishedByName} />
              </p>
            </li>
          ),
        )}
      </ul>
    </section>
  );
}

/** What was recorded after the paper, about a time that it tells of. */
function LateEntries({ late }: Pick<PublishedPaper, 'late'>) {
  if (late.length === 0) return null;
  return (
    <section className={`${shared.headed} ${classes.later}`} aria-labelledby="late">
      <h2 id="late">Recorded later, about its time</h2>
      <p className={`${shared.aside} ${classes.aside}`}>
        The paper stays as it is; these came too late for it.
      </p>
      <ul>
        {late.map(({ position, item, number, words, effective, recordedAt, recordedByName }) => (
          <li key={position}>
            <Link to="/items/$item" params={{ item }} hash={`entry-${position}`}>
              {number === null ? item : `Item ${number}`}
            </Link>
            : {words}, effective {effectiveText({ text: effective, earliest: null, latest: null })}; recorded{' '}
            {recordedText(recordedAt)} by <bdi>{recordedByName}</bdi>
          </li>
        ))}
      </ul>
    </section>
  );
}
