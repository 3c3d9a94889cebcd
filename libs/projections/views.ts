import { catalogue } from './catalogue/catalogue.projection.js';
import { directory } from './directory/directory.projection.js';
import { itemHistoryView } from './item-history/item-history.projection.js';
import { lineageView } from './lineage/lineage.projection.js';
import { papersView } from './papers/papers.projection.js';
import { prerequisites } from './prerequisites/prerequisites.projection.js';
import type { ViewAccess } from './reflect/view-access.js';
import { keepingOf } from './reflect/view-database.js';
import { waitForViews } from './reflect/wait-for-views.js';
import { ProjectionRunner, type RunnerOptions } from './runner/projection-runner.js';
import { statusTable } from './status-table/status-table.projection.js';

const views = [
  catalogue,
  directory,
  statusTable,
  itemHistoryView,
  lineageView,
  papersView,
  prerequisites,
] as const;

const runnersOf = (options: RunnerOptions) => [
  new ProjectionRunner(catalogue, options),
  new ProjectionRunner(directory, options),
  new ProjectionRunner(statusTable, options),
  new ProjectionRunner(itemHistoryView, options),
  new ProjectionRunner(lineageView, options),
  new ProjectionRunner(papersView, options),
  new ProjectionRunner(prerequisites, options),
];

/** How many connections the runners of one process keep at most; their pool needs a few more for reading. */
export const viewConnections = views.length;

/**
 * Keeps every view up to the ledger, or stands by to, until the signal aborts. Trouble is told to
 * `options.onTrouble` and tried again.
 */
export async function followViews(options: RunnerOptions, signal: AbortSignal): Promise<void> {
  await Promise.all(runnersOf(options).map((runner) => runner.follow(signal)));
}

/**
 * Brings every view to where the ledger ends now.
 *
 * @returns the last position that all of them reflect
 */
export async function catchUpViews(options: RunnerOptions): Promise<number> {
  return Math.min(...(await Promise.all(runnersOf(options).map((runner) => runner.catchUp()))));
}

/** Empties every view of this ledger and fills it again from the first event on. */
export async function rebuildViews(options: RunnerOptions): Promise<number> {
  return Math.min(...(await Promise.all(runnersOf(options).map((runner) => runner.rebuild()))));
}

/**
 * Waits until every view reflects a position.
 *
 * @throws ViewBehind
 */
export async function waitForPosition(
  access: ViewAccess,
  position: number,
  timeoutMs?: number,
): Promise<number> {
  return waitForViews(access, views, position, timeoutMs);
}

/** A stream that a view leaves out from an event on that it could not fold. */
export interface ParkedStream {
  readonly view: string;
  readonly stream: string;
  readonly position: number;
  readonly version: number;
  readonly type: string;
  readonly reason: string;
}

/** What the views leave out: nothing, unless something is wrong that a person should look at. */
export async function readParked({ db, ledger }: ViewAccess): Promise<readonly ParkedStream[]> {
  const parked = await Promise.all(
    views.map(async (view) => {
      const rows = await keepingOf(db, view)
        .selectFrom('parked')
        .select(['stream', 'position', 'version', 'type', 'reason'])
        .where('ledger', '=', ledger.name)
        .orderBy('position')
        .execute();
      return rows.map((row) => ({ view: view.name, ...row }));
    }),
  );
  return parked.flat();
}
