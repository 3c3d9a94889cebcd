import type { ViewAccess } from './view-access.js';
import { ViewBehind } from './view-behind.js';
import { keepingOf, type ViewName } from './view-database.js';

const PATIENCE = 10_000;
const SHORTEST_WAIT = 5;
const LONGEST_WAIT = 100;

/** Nothing has been folded into it, and it may not be read. */
const UNREADABLE = -1;

/**
 * Waits until each of the views has caught up with the ledger once and reflects `position`.
 *
 * @returns the last position that all of them reflect
 * @throws ViewBehind after `timeoutMs` (the access's, 10 seconds if it has none)
 */
export async function waitForViews(
  access: ViewAccess,
  views: readonly ViewName[],
  position: number,
  timeoutMs: number = access.waitTimeoutMs ?? PATIENCE,
): Promise<number> {
  const end = performance.now() + timeoutMs;
  let looks = views.map((view) => checkpointOf(access, view));
  for (let wait = SHORTEST_WAIT; ; wait = Math.min(wait * 2, LONGEST_WAIT)) {
    const reflected = Math.min(...(await Promise.all(looks)));
    if (reflected >= position && reflected !== UNREADABLE) return reflected;
    if (performance.now() >= end) throw new ViewBehind(position, Math.max(reflected, 0));
    looks = views.map((view) => nextLook(access, view, wait));
  }
}

/** By database, the looks to come, each by its view and how long it waits. */
const looksToCome = new WeakMap<ViewAccess['db'], Map<string, Promise<number>>>();

/** One look for everybody who waits as long, so that many who wait for a view do not keep it from moving on. */
function nextLook(access: ViewAccess, view: ViewName, wait: number): Promise<number> {
  const { db, ledger } = access;
  const toCome = looksToCome.get(db) ?? new Map<string, Promise<number>>();
  looksToCome.set(db, toCome);
  const key = JSON.stringify([ledger.name, view.name, view.version, wait]);
  const known = toCome.get(key);
  if (known !== undefined) return known;
  const look = new Promise((resolve) => setTimeout(resolve, wait)).then(() => {
    toCome.delete(key);
    return checkpointOf(access, view);
  });
  toCome.set(key, look);
  return look;
}

/** The position that one view reflects; −1 where it is being filled for the first time. */
async function checkpointOf({ db, ledger }: ViewAccess, view: ViewName): Promise<number> {
  try {
    const checkpoint = await keepingOf(db, view)
      .selectFrom('checkpoint')
      .select('position')
      .where('ledger', '=', ledger.name)
      .where('caught_up', '=', true)
      .executeTakeFirst();
    return checkpoint?.position ?? UNREADABLE;
  } catch (error) {
    if (isMissing(error)) return UNREADABLE;
    throw error;
  }
}

/** SQLSTATE 42P01, undefined table: no runner has made the view's schema yet. */
const isMissing = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === '42P01';
