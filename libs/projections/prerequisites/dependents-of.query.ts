import type { ViewAccess } from '../reflect/view-access.js';
import { viewDatabase } from '../reflect/view-database.js';
import { waitForViews } from '../reflect/wait-for-views.js';
import { prerequisites } from './prerequisites.projection.js';

/** An item that waits for another one. */
export interface Dependent {
  readonly item: string;
  /** Any of these states of the other one satisfies it. */
  readonly states: readonly string[];
  readonly phrase: string;
  /** As last put on record. */
  readonly met: boolean;
}

/**
 * Items that wait for `target`, in order of their ids, once the view reflects the position `waitFor`.
 *
 * @throws ViewBehind where that takes longer than the access allows
 */
export async function dependentsOf(
  access: ViewAccess,
  target: string,
  waitFor = 0,
): Promise<readonly Dependent[]> {
  await waitForViews(access, [prerequisites], waitFor);
  return viewDatabase(access.db, prerequisites)
    .selectFrom('link')
    .select(['item', 'states', 'phrase', 'met'])
    .where('ledger', '=', access.ledger.name)
    .where('target', '=', target)
    .orderBy('item')
    .execute();
}
