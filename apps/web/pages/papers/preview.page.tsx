import { Button } from '@mantine/core';
import { IconPrinter } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { paperPreviewQuery, recordQuery, type Viewpoint } from '../../api/queries.js';
import { useSession } from '../../api/session.js';
import { dayText } from '../../kit/day-text.js';
import { Page, PageSkeleton } from '../../kit/page.js';
import { ProblemAlert } from '../../kit/problem-alert.js';
import shared from '../../kit/shared.module.css';
import { ViewpointBanner, ViewpointBar } from '../../shell/viewpoint-bar.js';
import { PaperSheet } from './paper-sheet.js';
import classes from './papers.module.css';
import { PlanLinks } from './plan-links.js';
import { PublishForm } from './publish-form.js';

interface PreviewPageProps {
  readonly plan: string;
  readonly viewpoint: Viewpoint;
}

/** A plan as its paper would print it, on any day; from here the registrar publishes. */
export function PreviewPage({ plan, viewpoint }: PreviewPageProps) {
  const paper = useQuery(paperPreviewQuery(plan, viewpoint));
  const record = useQuery(recordQuery);
  const navigate = useNavigate();
  const mayPublish = useSession()?.roles.includes('registrar') ?? false;
  const [publishing, setPublishing] = useState(false);
  const look = (search: Viewpoint): void =>
    void navigate({ to: '/plans/$plan/paper', params: { plan }, search, replace: true, resetScroll: false });
  if (paper.isPending) return <PageSkeleton rows={10} />;
  if (paper.isError)
    return (
      <Page title="Paper">
        <ProblemAlert error={paper.error} onRetry={() => void paper.refetch()} />
      </Page>
    );
  const { title, asOf, components, illustrative, simulated, origin, knownAt } = paper.data;
  return (
    <Page
      title="As the paper prints it"
      onScreenOnly
      above={<PlanLinks plan={plan} viewpoint={viewpoint} />}
      lead={
        <p className={classes.lead}>
          A preview: what the paper would print. It is fixed once it is published.
        </p>
      }
    >
      <section className={classes.tools} aria-label="What to show">
        <ViewpointBar viewpoint={viewpoint} today={record.data?.clock.today} presets={[]} onChange={look} />
        <div className={classes.buttons}>
          <Button
            variant="default"
            leftSection={<IconPrinter size={16} aria-hidden />}
            onClick={() => window.print()}
          >
            Print
          </Button>
          {mayPublish && viewpoint.knownAt === undefined && !publishing && (
            <Button onClick={() => setPublishing(true)}>Publish as a paper</Button>
          )}
        </div>
        {mayPublish && viewpoint.knownAt !== undefined && (
          <p className={`${shared.aside} ${classes.aside}`}>
            A paper is published from everything on record now: clear “As on record on” first.
          </p>
        )}
      </section>
      <ViewpointBanner viewpoint={viewpoint} onToday={() => look({})} />
      {publishing && <PublishForm plan={plan} asOf={asOf} onCancel={() => setPublishing(false)} />}
      <PaperSheet
        head={
          <>
            <p className={classes.draft}>Preview, not published</p>
            <p className={classes.sheetTitle} dir="auto">
              {title}
            </p>
          </>
        }
        caption={`Status as on ${dayText(asOf)}`}
        components={components}
        notices={illustrative}
        foot={
          <p>
            Preview from the record {origin}, entries 1 to {knownAt.position}
            {simulated && ', on a simulated clock'}.
          </p>
        }
      />
    </Page>
  );
}
