import { Button } from '@mantine/core';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { itemsQuery, recordQuery, type Viewpoint } from '../../api/queries.js';
import { useSession } from '../../api/session.js';
import { EmptyNote } from '../../kit/empty-note.js';
import { Page, PageSkeleton } from '../../kit/page.js';
import { ProblemAlert } from '../../kit/problem-alert.js';
import type { ListSearch } from '../../shell/search.js';
import { ViewpointBanner, ViewpointBar } from '../../shell/viewpoint-bar.js';
import { ItemCards } from './item-cards.js';
import classes from './items.module.css';
import { ListFilters } from './list-filters.js';
import { matches } from './matches.js';

/** Every item on record, those of plans and those that plans wait for. */
export function ItemsPage({ search }: { readonly search: Viewpoint & ListSearch }) {
  const { asOf, knownAt, ...list } = search;
  const navigate = useNavigate();
  const record = useQuery(recordQuery);
  const items = useInfiniteQuery(itemsQuery({ asOf, knownAt }));
  const person = useSession()?.person ?? null;
  const change = (next: Viewpoint & ListSearch): void =>
    void navigate({ to: '/items', search: next, replace: true, resetScroll: false });

  if (items.isPending) return <PageSkeleton rows={8} />;
  if (items.isError)
    return (
      <Page title="Items">
        <ProblemAlert error={items.error} onRetry={() => void items.refetch()} />
      </Page>
    );
  const rows = items.data.pages.flatMap((page) => page.items);
  const names = new Map(rows.map(({ item, title }) => [item, title]));
  const shown = rows.filter((row) => matches(row, list, person));
  return (
    <Page title="Items" lead="Whatever is followed: the plan’s items, and what they wait for.">
      <section className={classes.tools} aria-label="What to show">
        <ViewpointBar
          viewpoint={{ asOf, knownAt }}
          today={record.data?.clock.today}
          presets={[]}
          onChange={(next) => change({ ...list, ...next })}
        />
        <ListFilters
          list={list}
          rows={rows}
          shown={shown.length}
          person={person}
          onChange={(next) => change({ asOf, knownAt, ...next })}
        />
      </section>
      <ViewpointBanner viewpoint={{ asOf, knownAt }} onToday={() => change(list)} />
      {shown.length === 0 && (
        <EmptyNote title="No item fits">Take a filter away, or choose another day.</EmptyNote>
      )}
      <ItemCards rows={shown} names={names} person={person} label="Items" />
      {items.hasNextPage && (
        <Button
          variant="default"
          mt="lg"
          loading={items.isFetchingNextPage}
          onClick={() => void items.fetchNextPage()}
        >
          Show more
        </Button>
      )}
    </Page>
  );
}
