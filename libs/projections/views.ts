import { catalogue } from './catalogue/catalogue.projection.js';
import { directory } from './directory/directory.projection.js';
import { itemHistoryView } from './item-history/item-history.projection.js';
import { lineageView } from './lineage/lineage.projection.js';
import { papersView } from './papers/papers.projection.js';
import { prerequisites } from './prerequisites/prerequisites.projection.js';
import type { ViewAccess } from './reflect/view-access.js';
import { keepingOf } from './reflect/view-database.js';
import { waitForViews } from './reflect/wait-for-views.js';
import { Alarm } from './runner/alarm.js';
import { CheckpointMoves } from './runner/checkpoint-moves.js';
import type { LogTail } from './runner/log-tail.js';
import { ProjectionRunner, type RunnerOptions } from './runner/projection-runner.js';
import { ViewRebuild } from './runner/rebuild.js';
import { statusTable } from './status-table/status-table.projection.js';
import { statusOf, type ViewStatus } from './view-status.js';

const views = [
  catalogue,
  directory,
  statusTable,
  itemHistoryView,
  lineageView,
  papersView,
  prerequisites,
] as const;

const rebuildsOf = (options: RunnerOptions) => [
  { view: catalogue.name, rebuild: new ViewRebuild(catalogue, options) },
  { view: directory.name, rebuild: new ViewRebuild(directory, options) },
  { view: statusTable.name, rebuild: new ViewRebuild(statusTable, options) },
  { view: itemHistoryView.name, rebuild: new ViewRebuild(itemHistoryView, options) },
  { view: lineageView.name, rebuild: new ViewRebuild(lineageView, options) },
  { view: papersView.name, rebuild: new ViewRebuild(papersView, options) },
  { view: prerequisites.name, rebuild: new ViewRebuild(prerequisites, options) },
];

const runnersOf = (options: RunnerOptions) => [
  new ProjectionRunner(catalogue, options),
  new ProjectionRunner(directory, options),
  new ProjectionRunner(statusTable, options),
  new ProjectionRunner(itemHistoryView, options),
  new ProjectionRunner(lineageView, options),
  new ProjectionRunner(papersView, options),
  new ProjectionRunner(prerequisites, options),
];

/** How many connections the runners of one process keep at most, the log's tail and a rebuild included; their pool needs a few more for reading. */
export const viewConnections = views.length + 3;

/** How often it is looked whether somebody asked for a view to be rebuilt. */
const LOOK_FOR_REBUILDS_MS = 1_000;

/**
 * Keeps every view up to the ledger, or stands by to, until the signal aborts. Trouble is told to
 * `options.onTrouble` and tried again. The log is read and decoded once for all of them.
 */
export async function followViews(
  options: RunnerOptions & { readonly tail: LogTail },
  signal: AbortSignal,
): Promise<void> {
  const { tail: _each, ...alone } = options;
  const together = { ...options, moves: new CheckpointMoves(options.pool) };
  await Promise.all([
    options.tail.follow(signal),
    ...runnersOf(together).map((runner) => runner.follow(signal)),
    rebuildAsked(alone, signal),
  ]);
}

/** Rebuilds whatever view somebody asks for, one after another, until the signal aborts. */
async function rebuildAsked(options: RunnerOptions, signal: AbortSignal): Promise<void> {
  const alarm = new Alarm();
  while (!signal.aborted) {
    for (const { rebuild } of rebuildsOf(options)) {
      if (signal.aborted) return;
      try {
        await rebuild.run(signal);
      } catch (error) {
        options.onTrouble?.(error);
      }
    }
    await alarm.wait(LOOK_FOR_REBUILDS_MS, signal);
  }
}

/**
 * Brings every view to where the ledger ends now.
 *
 * @returns the last position that all of them reflect
 */
export async function catchUpViews(options: RunnerOptions): Promise<number> {
  return Math.min(...(await Promise.all(runnersOf(options).map((runner) => runner.catchUp()))));
}

/** The names of the views, as operators use them. */
export const viewNames: readonly string[] = views.map(({ name }) => name);

/** How far each view is behind the ledger, what it leaves out, and how far a rebuild is. */
export const readViewStatus = (access: ViewAccess): Promise<readonly ViewStatus[]> => statusOf(access, views);

/** Asks for views to be filled anew beside those that are read; whoever follows the views does it. */
export async function askForRebuild(options: RunnerOptions, names: readonly string[]): Promise<void> {
  for (const { view, rebuild } of rebuildsOf(options)) if (names.includes(view)) await rebuild.ask();
}

/** Fills every view of this ledger anew, beside those that are read, and puts them in their place. */
export async function rebuildViews(options: RunnerOptions): Promise<number> {
  for (const { rebuild } of rebuildsOf(options)) {
    await rebuild.ask();
    while (await rebuild.isAsked()) if (!(await rebuild.run())) await new Alarm().wait(50);
  }
  return catchUpViews(options);
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
