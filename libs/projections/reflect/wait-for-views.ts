import type { ViewAccess } from './view-access.js';
import type { ViewName } from './view-database.js';
import { ViewLooks } from './view-looks.js';

const PATIENCE = 10_000;

/** By database, and there by ledger, so that all who wait share their looks. */
const looks = new WeakMap<ViewAccess['db'], Map<string, ViewLooks>>();

/**
 * Waits until each of the views has caught up with the ledger once and reflects `position`.
 *
 * @returns the last position that all of them reflect
 * @throws ViewBehind after `timeoutMs` (the access's, 10 seconds if it has none)
 */
export function waitForViews(
  access: ViewAccess,
  views: readonly ViewName[],
  position: number,
  timeoutMs: number = access.waitTimeoutMs ?? PATIENCE,
): Promise<number> {
  const { db, ledger } = access;
  const ofDatabase = looks.get(db) ?? new Map<string, ViewLooks>();
  looks.set(db, ofDatabase);
  const ofLedger = ofDatabase.get(ledger.name) ?? new ViewLooks({ db, ledger });
  ofDatabase.set(ledger.name, ofLedger);
  return ofLedger.wait(views, position, timeoutMs);
}
