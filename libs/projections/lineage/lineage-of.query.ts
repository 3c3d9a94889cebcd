import type { ItemState } from '#domain';
import type { Reflected } from '../answers/reflected.answer.js';
import type { ViewAccess } from '../reflect/view-access.js';
import { viewDatabase } from '../reflect/view-database.js';
import { segmentsAt } from '../status-table/segments.js';
import type { Lineage } from './lineage.answer.js';
import { lineageView } from './lineage.projection.js';

/**
 * What an item comes from, rests on and goes with, and what comes from it, both as of the day and as on
 * record at the position that its other facts are told at.
 */
export async function lineageOf(
  access: ViewAccess,
  { item, lineage }: Pick<ItemState, 'item' | 'lineage'>,
  reflected: Reflected,
): Promise<Lineage[]> {
  const sources = await viewDatabase(access.db, lineageView)
    .selectFrom('link')
    .select('item')
    .where('ledger', '=', access.ledger.name)
    .where('target', '=', item)
    .where('position', '<=', reflected.knownAt.position)
    .orderBy('item')
    .execute();
  const targets = lineage.flatMap((link) => (link.item === null ? [] : [link.item]));
  const others = await standing(access, [...targets, ...sources.map((source) => source.item)], reflected);
  const titles = new Map(others.map((facts) => [facts.item, facts.title]));
  return [
    ...lineage.map(
      (link): Lineage => ({
        ...link,
        direction: 'to',
        title: link.item === null ? (link.reference ?? '') : (titles.get(link.item) ?? link.item),
      }),
    ),
    ...others.flatMap((facts) =>
      facts.lineage
        .filter((link) => link.item === item)
        .map(
          ({ relation }): Lineage => ({
            relation,
            direction: 'from',
            item: facts.item,
            reference: null,
            title: facts.title,
          }),
        ),
    ),
  ];
}

async function standing(
  access: ViewAccess,
  items: readonly string[],
  reflected: Reflected,
): Promise<readonly ItemState[]> {
  if (items.length === 0) return [];
  const found = await segmentsAt(access, reflected)
    .where('segment.item', 'in', [...new Set(items)])
    .execute();
  return found.map(({ facts }) => facts);
}
