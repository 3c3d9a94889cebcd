import { useMediaQuery } from '@mantine/hooks';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useMemo } from 'react';
import type { PlanTable } from '#projections';
import { itemsQuery, peopleQuery, planTableQuery, recordQuery, type Viewpoint } from '../../api/queries.js';
import { useSession } from '../../api/session.js';
import { dayText } from '../../kit/day-text.js';
import { EmptyNote } from '../../kit/empty-note.js';
import { Page, PageSkeleton } from '../../kit/page.js';
import { ProblemAlert } from '../../kit/problem-alert.js';
import type { ListSearch } from '../../shell/search.js';
import { ViewpointBanner, ViewpointBar } from '../../shell/viewpoint-bar.js';
import listClasses from '../items/items.module.css';
import { ListFilters } from '../items/list-filters.js';
import { matches } from '../items/matches.js';
import { PlanLinks } from '../papers/plan-links.js';
import classes from './plan.module.css';
import { PlanCards } from './plan-cards.js';
import { PlanRows } from './plan-rows.js';

type PlanSearch = Viewpoint & ListSearch;

/** A plan as its paper prints it, with what stands beside each row on screen. */
export function PlanPage({ plan, search }: { readonly plan: string; readonly search: PlanSearch }) {
  const viewpoint: Viewpoint = { asOf: search.asOf, knownAt: search.knownAt };
  const table = useQuery(planTableQuery(plan, viewpoint));
  if (table.isPending) return <PageSkeleton rows={10} />;
  if (table.isError)
    return (
      <Page title="Plan">
        <ProblemAlert error={table.error} onRetry={() => void table.refetch()} />
      </Page>
    );
  return <PlanContent table={table.data} search={search} stale={table.isPlaceholderData} />;
}

interface PlanContentProps {
  readonly table: PlanTable;
  readonly search: PlanSearch;
  /** Another day is on its way. */
  readonly stale: boolean;
}

function PlanContent({ table, search, stale }: PlanContentProps) {
  const navigate = useNavigate();
  const record = useQuery(recordQuery);
  const narrow = useMediaQuery('screen and (max-width: 44em)') ?? false;
  const person = useSession()?.person ?? null;
  const names = useItemNames(table);
  const people = useQuery(peopleQuery);
  const invented = people.data?.people.some(({ illustrative }) => illustrative) ?? false;

  const change = (next: PlanSearch): void =>
    void navigate({
      to: '/plans/$plan',
      params: { plan: table.plan },
      search: next,
      replace: true,
      resetScroll: false,
    });
  const { asOf, knownAt, ...list } = search;
  const rows = table.components.flatMap((component) => component.rows);
  const components = table.components
    .map((component) => ({ ...component, rows: component.rows.filter((row) => matches(row, list, person)) }))
    .filter((component) => component.rows.length > 0);
  const shown = components.reduce((count, component) => count + component.rows.length, 0);
  const caption = `Status as on ${dayText(table.asOf)}`;
  const Rows = narrow ? PlanCards : PlanRows;

  return (
    <Page
      title={table.title}
      above={<PlanLinks plan={table.plan} viewpoint={{ asOf: search.asOf, knownAt: search.knownAt }} />}
      lead={
        <p className={classes.endorsed}>
          Endorsed by the <bdi>{table.bodyName}</bdi>, {dayText(table.endorsedOn)}
        </p>
      }
    >
      <section className={listClasses.tools} aria-label="What to show">
        <ViewpointBar
          viewpoint={{ asOf, knownAt }}
          today={record.data?.clock.today}
          presets={[{ label: 'When endorsed', day: table.endorsedOn }]}
          onChange={(next) => change({ ...list, ...next })}
        />
        <ListFilters
          list={list}
          rows={rows}
          shown={shown}
          person={person}
          onChange={(next) => change({ asOf, knownAt, ...next })}
        />
      </section>
      <ViewpointBanner viewpoint={{ asOf, knownAt }} onToday={() => change(list)} />
      {shown === 0 ? (
        <EmptyNote title={rows.length === 0 ? 'The plan was not yet on record' : 'No item fits'}>
          {rows.length === 0 ? 'Choose a later day.' : 'Take a filter away, or search for another word.'}
        </EmptyNote>
      ) : (
        <div aria-busy={stale} className={classes.content}>
          <Rows components={components} caption={caption} names={names} person={person} />
          {invented && (
            <p className={classes.footnote}>
              Illustrative: whoever is marked so does not exist. The source names nobody, so that people had
              to be invented.
            </p>
          )}
          <p className={classes.drawnFrom}>
            Drawn from the record {table.origin}, entries 1 to {table.knownAt.position}
            {table.simulated && ', on a simulated clock'}.
          </p>
        </div>
      )}
    </Page>
  );
}

/** Titles of the items that others wait for; a plan's own rows do not name those outside it. */
function useItemNames(table: PlanTable): ReadonlyMap<string, string> {
  const rows = table.components.flatMap((component) => component.rows);
  const waits = rows.some((row) => row.blockedBy.length > 0);
  const items = useInfiniteQuery({ ...itemsQuery({}), enabled: waits });
  return useMemo(
    () => new Map(items.data?.pages.flatMap((page) => page.items).map(({ item, title }) => [item, title])),
    [items.data],
  );
}
