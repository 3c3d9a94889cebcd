import { drawPaper } from '#domain';
import type { Reflected } from '../answers/reflected.answer.js';
import { catalogue } from '../catalogue/catalogue.projection.js';
import { readDefinitions } from '../catalogue/definitions.js';
import { directory } from '../directory/directory.projection.js';
import { readNames } from '../directory/names.js';
import { reflect } from '../reflect/reflect.js';
import type { Vantage, ViewAccess } from '../reflect/view-access.js';
import { viewDatabase } from '../reflect/view-database.js';
import type { Paper, PlanTable } from './paper.answer.js';
import { segmentsAt } from './segments.js';
import { statusTable } from './status-table.projection.js';
import { summarize } from './summarize.js';

/**
 * A plan's items in the plan's order, each as it stood on the day; before the plan's endorsement took
 * effect its components are empty. Null where no such plan is on record.
 *
 * @throws ViewBehind
 */
export async function readPlanTable(
  access: ViewAccess,
  plan: string,
  vantage: Vantage = {},
): Promise<PlanTable | null> {
  const reflected = await reflect(access, [statusTable, directory], vantage);
  const found = await viewDatabase(access.db, catalogue)
    .selectFrom('plan')
    .select(['title', 'body', 'components', 'endorsed_on'])
    .where('ledger', '=', access.ledger.name)
    .where('plan', '=', plan)
    .where('position', '<=', reflected.knownAt.position)
    .executeTakeFirst();
  if (found === undefined) return null;
  const { rows, names } = await readRows(access, plan, found.body, reflected);
  return {
    ...reflected,
    plan,
    title: found.title,
    body: found.body,
    bodyName: names.decider(found.body),
    endorsedOn: found.endorsed_on,
    components: found.components.map(({ id, title }) => ({
      id,
      title,
      rows: rows.filter(({ component }) => component === id),
    })),
  };
}

/**
 * A plan as its paper prints it. Null where no such plan is on record.
 *
 * @throws ViewBehind
 */
export async function readPaper(
  access: ViewAccess,
  plan: string,
  vantage: Vantage = {},
): Promise<Paper | null> {
  const reflected = await reflect(access, [statusTable], vantage);
  const found = await viewDatabase(access.db, catalogue)
    .selectFrom('plan')
    .select(['title', 'components'])
    .where('ledger', '=', access.ledger.name)
    .where('plan', '=', plan)
    .where('position', '<=', reflected.knownAt.position)
    .executeTakeFirst();
  if (found === undefined) return null;
  const [standings, definitions] = await Promise.all([
    segmentsAt(access, reflected).where('plan', '=', plan).execute(),
    readDefinitions(access),
  ]);
  const { components, illustrative } = drawPaper({
    asOf: reflected.asOf,
    components: found.components,
    items: standings.map(({ facts }) => facts),
    typeOf: (digest) => definitions.of(digest),
  });
  return {
    ...reflected,
    plan,
    title: found.title,
    illustrative: [...illustrative],
    components: components.map(({ title, rows }) => ({ title, rows: [...rows] })),
  };
}

async function readRows(access: ViewAccess, plan: string, body: string, reflected: Reflected) {
  const [standings, definitions] = await Promise.all([
    segmentsAt(access, reflected).where('plan', '=', plan).execute(),
    readDefinitions(access),
  ]);
  const names = await readNames(access, [
    body,
    ...standings.flatMap(({ facts }) => [facts.owner, facts.deputy]),
  ]);
  return {
    names,
    rows: standings.map((standing) => summarize(standing, definitions, names, reflected.asOf)),
  };
}
