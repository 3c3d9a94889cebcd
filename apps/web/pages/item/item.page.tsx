import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import type { ItemDetail } from '#projections';
import { itemQuery, recordQuery, type Viewpoint } from '../../api/queries.js';
import { dayText } from '../../kit/day-text.js';
import { IllustrativeBadge } from '../../kit/illustrative-badge.js';
import { NoteTags } from '../../kit/note-tags.js';
import { Page, PageSkeleton } from '../../kit/page.js';
import { Possibly } from '../../kit/possibly.js';
import { ProblemAlert } from '../../kit/problem-alert.js';
import { StatusText } from '../../kit/status-text.js';
import { ViewpointBanner, ViewpointBar } from '../../shell/viewpoint-bar.js';
import { Clearance } from '../clearance/clearance.js';
import { History } from '../history/history.js';
import { UpdateStatus } from '../update/update-status.js';
import classes from './item.module.css';
import { ItemFacts } from './item-facts.js';
import { Neighbours } from './neighbours.js';

interface ItemPageProps {
  /** The item's id, or its number while that is unambiguous. */
  readonly reference: string;
  readonly viewpoint: Viewpoint;
}

/** An item: its status, what can be done about it, what is known about it, and how it came to that. */
export function ItemPage({ reference, viewpoint }: ItemPageProps) {
  const item = useQuery(itemQuery(reference, viewpoint));
  const record = useQuery(recordQuery);
  const navigate = useNavigate();
  const look = (search: Viewpoint): void =>
    void navigate({
      to: '/items/$item',
      params: { item: reference },
      search,
      replace: true,
      resetScroll: false,
    });

  const view = (
    <>
      <ViewpointBanner viewpoint={viewpoint} onToday={() => look({})} />
      <details className={classes.otherDay}>
        <summary>Look at another day</summary>
        <ViewpointBar viewpoint={viewpoint} today={record.data?.clock.today} presets={[]} onChange={look} />
      </details>
    </>
  );
  if (item.isPending) return <PageSkeleton />;
  if (item.isError)
    return (
      <Page title={`Item ${reference}`}>
        {view}
        <ProblemAlert error={item.error} onRetry={() => void item.refetch()} />
      </Page>
    );
  return (
    <Page
      title={item.data.number === null ? item.data.title : `${item.data.number}. ${item.data.title}`}
      heading={item.data.title}
      above={<Above detail={item.data} viewpoint={viewpoint} />}
      lead={<Standing detail={item.data} />}
    >
      {view}
      <div className={classes.columns}>
        <UpdateStatus
          reference={reference}
          detail={item.data}
          viewpoint={viewpoint}
          onToday={() => look({})}
        />
        <Clearance detail={item.data} viewpoint={viewpoint} />
        <ItemFacts detail={item.data} viewpoint={viewpoint} />
        <History reference={reference} version={item.data.version} viewpoint={viewpoint} />
      </div>
    </Page>
  );
}

function Above({ detail, viewpoint }: { readonly detail: ItemDetail; readonly viewpoint: Viewpoint }) {
  const kind = `${detail.typeTitle}${detail.number === null ? '' : ` ${detail.number}`}`;
  return (
    <div className={classes.above}>
      {detail.plan === null ? (
        <Link to="/items" search={viewpoint}>
          All items
        </Link>
      ) : (
        <Link to="/plans/$plan" params={{ plan: detail.plan }} search={viewpoint}>
          Plan
        </Link>
      )}
      <span aria-hidden>/</span>
      <span>{kind}</span>
      <Neighbours detail={detail} viewpoint={viewpoint} />
    </div>
  );
}

function Standing({ detail }: { readonly detail: ItemDetail }) {
  const names = new Map(detail.prerequisites.map(({ item, title }) => [item, title]));
  return (
    <div className={classes.standing}>
      <div className={classes.status}>
        <StatusText row={detail} />
      </div>
      <NoteTags row={detail} names={names} />
      <Possibly row={detail} />
      <p className={classes.since}>
        {detail.stateTitle}, as on {dayText(detail.asOf)}
        {detail.inForce && ' · in force'} <IllustrativeBadge what={detail.illustrative} about="This item" />
      </p>
    </div>
  );
}
