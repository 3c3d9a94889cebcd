import { useQuery } from '@tanstack/react-query';
import { parkedQuery, viewsQuery } from '../../api/queries.js';
import { useSession } from '../../api/session.js';
import { Page, PageSkeleton } from '../../kit/page.js';
import { ProblemAlert } from '../../kit/problem-alert.js';
import shared from '../../kit/shared.module.css';
import { AskButton } from './ask-button.js';
import { Parked } from './parked.js';
import { ViewTable } from './view-table.js';
import classes from './views.module.css';

/** The views as operators see them: how far each is, what it leaves out, and filling it anew. */
export function ViewsPage() {
  const person = useSession()?.person ?? null;
  const views = useQuery(viewsQuery(person));
  const parked = useQuery(parkedQuery(person));
  if (views.isPending || parked.isPending) return <PageSkeleton rows={6} />;
  const failed = [views, parked].find(({ isError }) => isError);
  return (
    <Page
      title="Views"
      lead="What the pages show is read from views, which follow the record. For administrators."
    >
      {failed !== undefined && <ProblemAlert error={failed.error} onRetry={() => void failed.refetch()} />}
      {views.data !== undefined && parked.data !== undefined && (
        <>
          <ViewTable views={views.data.views} />
          <section className={`${shared.headed} ${classes.section}`} aria-labelledby="parked">
            <h2 id="parked">Parked streams</h2>
            <Parked parked={parked.data.parked} />
            {parked.data.parked.length > 0 && (
              <AskButton path="/parked/retry" asked="Asked for: the parked streams are folded again.">
                Fold them again
              </AskButton>
            )}
          </section>
        </>
      )}
    </Page>
  );
}
