import type { ViewAccess } from '../reflect/view-access.js';
import { viewDatabase } from '../reflect/view-database.js';
import { waitForViews } from '../reflect/wait-for-views.js';
import { statusTable } from './status-table.projection.js';

/** What a person means by an item's id or its number. */
export type ItemReference =
  | { readonly kind: 'item'; readonly item: string }
  | { readonly kind: 'unknown' }
  /** Several items have that number: their ids, in order. */
  | { readonly kind: 'ambiguous'; readonly items: readonly string[] };

/**
 * Finds the item that has this id, or else the only one of this number, by what is on record now.
 *
 * @throws ViewBehind
 */
export async function resolveItem(
  access: ViewAccess,
  reference: string,
  waitFor = 0,
): Promise<ItemReference> {
  await waitForViews(access, [statusTable], waitFor);
  const rows = await viewDatabase(access.db, statusTable)
    .selectFrom('segment')
    .distinct()
    .select('item')
    .where('ledger', '=', access.ledger.name)
    .where('known_to', 'is', null)
    .where((eb) => eb.or([eb('item', '=', reference), eb('number', '=', reference)]))
    .orderBy('item')
    .execute();
  const items = rows.map(({ item }) => item);
  const [only] = items;
  if (items.includes(reference)) return { kind: 'item', item: reference };
  if (only === undefined) return { kind: 'unknown' };
  return items.length === 1 ? { kind: 'item', item: only } : { kind: 'ambiguous', items };
}
