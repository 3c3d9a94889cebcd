import { dayOfInstant } from '#domain';
import { directory } from '../directory/directory.projection.js';
import { readNames } from '../directory/names.js';
import { reflect } from '../reflect/reflect.js';
import type { Vantage, ViewAccess } from '../reflect/view-access.js';
import { viewDatabase } from '../reflect/view-database.js';
import { waitForViews } from '../reflect/wait-for-views.js';
import type { LedgerInfo, PeriodList, PlanList, TypeList } from './catalogue.answer.js';
import { catalogue } from './catalogue.projection.js';

/**
 * Plans on record, in order of their ids.
 *
 * @throws ViewBehind
 */
export async function readPlans(access: ViewAccess, vantage: Vantage = {}): Promise<PlanList> {
  const reflected = await reflect(access, [directory], vantage);
  const rows = await viewDatabase(access.db, catalogue)
    .selectFrom('plan')
    .select(['plan', 'title', 'body', 'items', 'endorsed_on'])
    .where('ledger', '=', access.ledger.name)
    .where('position', '<=', reflected.knownAt.position)
    .orderBy('plan')
    .execute();
  const names = await readNames(
    access,
    rows.map(({ body }) => body),
  );
  const plans = rows.map(({ plan, title, body, items, endorsed_on }) => ({
    plan,
    title,
    body,
    bodyName: names.decider(body),
    items: items.length,
    endorsedOn: endorsed_on,
  }));
  return { ...reflected, plans };
}

/**
 * Published types, the newest version of each on record, in order of their ids.
 *
 * @throws ViewBehind
 */
export async function readTypes(access: ViewAccess, vantage: Vantage = {}): Promise<TypeList> {
  const reflected = await reflect(access, [], vantage);
  const rows = await viewDatabase(access.db, catalogue)
    .selectFrom('type')
    .distinctOn('id')
    .select(['id', 'version', 'digest', 'definition'])
    .where('ledger', '=', access.ledger.name)
    .where('position', '<=', reflected.knownAt.position)
    .orderBy('id')
    .orderBy('version', 'desc')
    .execute();
  const types = rows.map(({ id, version, digest, definition }) => ({
    id,
    version,
    title: definition.title.en,
    digest,
    states: Object.entries(definition.states).map(([state, { title }]) => ({ state, title: title.en })),
    transitions: Object.entries(definition.transitions).map(([transition, { title, label }]) => ({
      transition,
      title: title.en,
      label,
    })),
  }));
  return { ...reflected, types };
}

/**
 * The stretches of days that due texts may name, in order of time.
 *
 * @throws ViewBehind
 */
export async function readPeriods(access: ViewAccess, vantage: Vantage = {}): Promise<PeriodList> {
  const reflected = await reflect(access, [], vantage);
  const periods = await viewDatabase(access.db, catalogue)
    .selectFrom('period')
    .select(['name', 'first_day as from', 'last_day as until'])
    .where('ledger', '=', access.ledger.name)
    .where('position', '<=', reflected.knownAt.position)
    .orderBy('first_day')
    .orderBy('name')
    .execute();
  return { ...reflected, periods };
}

/**
 * Which ledger this is; also of one that nobody has opened yet.
 *
 * @throws ViewBehind
 */
export async function readLedgerInfo(
  access: ViewAccess,
  { waitFor = 0 }: Pick<Vantage, 'waitFor'> = {},
): Promise<LedgerInfo> {
  const { db, ledger } = access;
  const position = await waitForViews(access, [catalogue], waitFor);
  const [now, opening] = await Promise.all([
    ledger.now(),
    viewDatabase(db, catalogue)
      .selectFrom('opening')
      .select(['origin', 'clock', 'reminders'])
      .where('ledger', '=', ledger.name)
      .executeTakeFirst(),
  ]);
  return {
    ledger: ledger.name,
    origin: opening?.origin ?? ledger.name,
    clock: { kind: opening?.clock ?? 'real', today: dayOfInstant(now), now },
    position,
    opened: opening !== undefined,
    reminders: opening?.reminders ?? false,
  };
}
