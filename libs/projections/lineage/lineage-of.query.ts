import type { ItemState } from '#domain';
import type { Reflected } from '../answers/reflected.answer.js';
import { onceFor, sharedLookUp } from '../reflect/shared-call.js';
import type { ViewAccess } from '../reflect/view-access.js';
import { viewDatabase } from '../reflect/view-database.js';
import { segmentsAt } from '../status-table/segments.js';
import type { Lineage } from './lineage.answer.js';
import { type LineageRows, lineageView } from './lineage.projection.js';

/**
 * What an item comes from, rests on and goes with, and what comes from it, both as of the day and as on
 * record at the position that its other facts are told at.
 */
export async function lineageOf(
  access: ViewAccess,
  { item, lineage }: Pick<ItemState, 'item' | 'lineage'>,
  reflected: Reflected,
): Promise<Lineage[]> {
  const sources = (await linksTo(access, item)).filter(
    ({ position }) => position <= reflected.knownAt.position,
  );
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

type Link = Pick<LineageRows['link'], 'target' | 'item' | 'position'>;

const lookUps = onceFor<(target: string) => Promise<readonly Link[]>>();

/** Where to look for what comes from an item, in the order of their names; those who ask at once share a query. */
function linksTo({ db, ledger: { name } }: ViewAccess, item: string): Promise<readonly Link[]> {
  const lookUp = lookUps(db, name, () =>
    sharedLookUp(async (targets: readonly string[]) => {
      const links = await viewDatabase(db, lineageView)
        .selectFrom('link')
        .select(['target', 'item', 'position'])
        .where('ledger', '=', name)
        .where('target', 'in', [...new Set(targets)])
        .orderBy('item')
        .execute();
      return targets.map((target) => links.filter((link) => link.target === target));
    }),
  );
  return lookUp(item);
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
