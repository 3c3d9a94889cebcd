import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import type {
  BodyList,
  DueReading,
  ItemDetail,
  ItemHistory,
  ItemList,
  ItemText,
  Paper,
  PaperList,
  PeopleList,
  PlanDiffAnswer,
  PlanList,
  PlanTable,
  Possibilities,
  PublishedPaper,
  TypeList,
  Work,
} from '#projections';
import type { OutboxMessages } from '#reminders';
import type { ParkedStreams, RecordInfo, RefusedAttempts, ViewsStatus } from './answers.js';
import { getJson, getView } from './api-client.js';

/** From which day the record is looked at, and as it stood on record when. */
export interface Viewpoint {
  readonly asOf?: string | undefined;
  readonly knownAt?: string | undefined;
}
const view = ({ asOf, knownAt }: Viewpoint): Viewpoint => ({ asOf, knownAt });
const of = encodeURIComponent;

export const recordQuery = queryOptions({
  queryKey: ['record'],
  queryFn: ({ signal }) => getJson<RecordInfo>('/ledger', {}, signal),
});
export const plansQuery = queryOptions({
  queryKey: ['plans'],
  queryFn: ({ signal }) => getView<PlanList>('/plans', {}, signal),
});
export const peopleQuery = queryOptions({
  queryKey: ['people'],
  queryFn: ({ signal }) => getJson<PeopleList>('/people', {}, signal),
});
export const bodiesQuery = queryOptions({
  queryKey: ['bodies'],
  queryFn: ({ signal }) => getJson<BodyList>('/bodies', {}, signal),
});
export const planTableQuery = (plan: string, from: Viewpoint) =>
  queryOptions({
    queryKey: ['plan-table', plan, view(from)],
    queryFn: ({ signal }) => getView<PlanTable>(`/plans/${of(plan)}/table`, { ...view(from) }, signal),
    placeholderData: keepPreviousData,
  });
export const paperPreviewQuery = (plan: string, from: Viewpoint) =>
  queryOptions({
    queryKey: ['paper-preview', plan, view(from)],
    queryFn: ({ signal }) => getView<Paper>(`/plans/${of(plan)}/paper`, { ...view(from) }, signal),
    placeholderData: keepPreviousData,
  });
/** Two days to compare, each as on record by then. */
export interface DiffSearch {
  readonly from: string;
  readonly to: string;
  readonly knownFrom?: string | undefined;
  readonly knownTo?: string | undefined;
}
export const planDiffQuery = (plan: string, { from, to, knownFrom, knownTo }: DiffSearch) =>
  queryOptions({
    queryKey: ['plan-diff', plan, from, to, knownFrom, knownTo],
    queryFn: ({ signal }) =>
      getView<PlanDiffAnswer>(`/plans/${of(plan)}/diff`, { from, to, knownFrom, knownTo }, signal),
    placeholderData: keepPreviousData,
  });
export const papersQuery = queryOptions({
  queryKey: ['papers'],
  queryFn: ({ signal }) => getView<PaperList>('/papers', {}, signal),
});
export const publishedPaperQuery = (paper: string) =>
  queryOptions({
    queryKey: ['papers', paper],
    queryFn: ({ signal }) => getView<PublishedPaper>(`/papers/${of(paper)}`, {}, signal),
  });
export const itemQuery = (item: string, from: Viewpoint) =>
  queryOptions({
    queryKey: ['item', item, view(from)],
    queryFn: ({ signal }) => getView<ItemDetail>(`/items/${of(item)}`, { ...view(from) }, signal),
  });
/** The text of an item; beside the one last cleared by `person`, or the one with a digest. Not of a day: it is cleared now. */
export const itemTextQuery = (item: string, since: string | null, person: string | null) =>
  queryOptions({
    queryKey: ['item', item, 'text', since, person],
    queryFn: ({ signal }) =>
      getJson<ItemText>(`/items/${of(item)}/text`, since === null ? {} : { since }, signal),
    placeholderData: keepPreviousData,
  });
/** Says which entries the person may correct, so the person is part of its key. */
export const historyQuery = (item: string, from: Viewpoint, person: string | null) =>
  queryOptions({
    queryKey: ['item', item, 'history', view(from), person],
    queryFn: ({ signal }) => getView<ItemHistory>(`/items/${of(item)}/history`, { ...view(from) }, signal),
  });
/** Depends on who asks, so the person is part of its key. */
export const possibilitiesQuery = (item: string, person: string | null) =>
  queryOptions({
    queryKey: ['item', item, 'can', person],
    queryFn: ({ signal }) => getJson<Possibilities>(`/items/${of(item)}/can`, {}, signal),
  });
export const itemsQuery = (from: Viewpoint) =>
  infiniteQueryOptions({
    queryKey: ['items', view(from)],
    queryFn: ({ signal, pageParam }) =>
      getView<ItemList>('/items', { ...view(from), cursor: pageParam, limit: 500 }, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next,
    placeholderData: keepPreviousData,
  });
export const typesQuery = queryOptions({
  queryKey: ['types'],
  queryFn: ({ signal }) => getJson<TypeList>('/types', {}, signal),
});
export const workQuery = (person: string) =>
  queryOptions({
    queryKey: ['work', person],
    queryFn: ({ signal }) => getView<Work>('/work', {}, signal),
  });
/** What a text for a day would be read as; the same text is always read the same. */
export const dueTextQuery = (text: string) =>
  queryOptions({
    queryKey: ['due-text', text],
    queryFn: ({ signal }) => getJson<DueReading>('/due-texts', { text }, signal),
    placeholderData: keepPreviousData,
    staleTime: Number.POSITIVE_INFINITY,
  });
export const outboxQuery = queryOptions({
  queryKey: ['outbox'],
  queryFn: ({ signal }) => getJson<OutboxMessages>('/reminders', {}, signal),
});
export const attemptsQuery = (person: string | null) =>
  queryOptions({
    queryKey: ['attempts', person],
    queryFn: ({ signal }) => getJson<RefusedAttempts>('/refusals', {}, signal),
  });
/** For administrators; nothing tells when a view moves on, so it is asked again and again. */
export const viewsQuery = (person: string | null) =>
  queryOptions({
    queryKey: ['views', person],
    queryFn: ({ signal }) => getJson<ViewsStatus>('/views', {}, signal),
    refetchInterval: 5000,
  });
export const parkedQuery = (person: string | null) =>
  queryOptions({
    queryKey: ['parked', person],
    queryFn: ({ signal }) => getJson<ParkedStreams>('/parked', {}, signal),
    refetchInterval: 5000,
  });
