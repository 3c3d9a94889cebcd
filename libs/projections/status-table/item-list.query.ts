import { sql } from 'kysely';
import { readDefinitions } from '../catalogue/definitions.js';
import { directory } from '../directory/directory.projection.js';
import { readNames } from '../directory/names.js';
import { reflect } from '../reflect/reflect.js';
import type { Vantage, ViewAccess } from '../reflect/view-access.js';
import type { ItemFilter } from './item-filter.js';
import type { ItemList } from './item-summary.answer.js';
import { segmentsAt } from './segments.js';
import { statusTable } from './status-table.projection.js';
import { summarize } from './summarize.js';

const PAGE = 100;

const titleHolds = (pattern: string) => sql<boolean>`facts ->> 'title' ilike ${pattern}`;

/**
 * A page of items: those of plans in their plans' order, then the others by id. A cursor stays good
 * while items come and go.
 *
 * @throws ViewBehind
 */
export async function readItems(
  access: ViewAccess,
  filter: ItemFilter = {},
  vantage: Vantage = {},
): Promise<ItemList> {
  const { overdue, plan, owner, party, state, q, cursor, limit = PAGE } = filter;
  const reflected = await reflect(access, [statusTable, directory], vantage);
  let query = segmentsAt(access, reflected).limit(limit + 1);
  if (plan !== undefined) query = query.where('plan', '=', plan);
  if (owner !== undefined) query = query.where('owner', '=', owner);
  if (state !== undefined) query = query.where('state', '=', state);
  if (party !== undefined)
    query = query.where((eb) => eb.or([eb('owner', '=', party), eb('deputy', '=', party)]));
  if (q !== undefined)
    query = query.where((eb) =>
      eb.or([
        eb('number', '=', q),
        eb('segment.item', '=', q),
        titleHolds(`%${q.replaceAll(/[\\%_]/g, '\\$&')}%`),
      ]),
    );
  if (cursor !== undefined) query = query.where('place', '>', Buffer.from(cursor, 'base64url').toString());
  if (overdue === true) {
    query = query.where('due_latest', '<', reflected.asOf).where('settled', '=', false);
  }
  const found = await query.execute();
  const page = found.slice(0, limit);
  const [definitions, names] = await Promise.all([
    readDefinitions(access),
    readNames(
      access,
      page.flatMap(({ facts }) => [facts.owner, facts.deputy]),
    ),
  ]);
  const items = page.map((standing) => summarize(standing, definitions, names, reflected.asOf));
  const last = page.at(-1);
  if (found.length <= limit || last === undefined) return { ...reflected, items };
  return { ...reflected, items, next: Buffer.from(last.place).toString('base64url') };
}
