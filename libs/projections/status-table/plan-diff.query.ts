import {
  type Day,
  type DiffContext,
  dayInWords,
  diffPlans,
  effectiveHistory,
  type ItemDiff,
  type ItemState,
  illustrativeSentences,
  labelOf,
  simulatedNotice,
} from '#domain';
import type { Reflected } from '../answers/reflected.answer.js';
import { catalogue } from '../catalogue/catalogue.projection.js';
import { readDefinitions } from '../catalogue/definitions.js';
import { directory } from '../directory/directory.projection.js';
import { readNames } from '../directory/names.js';
import { itemHistoryView } from '../item-history/item-history.projection.js';
import { papersView } from '../papers/papers.projection.js';
import { reflect } from '../reflect/reflect.js';
import type { ViewAccess } from '../reflect/view-access.js';
import { viewDatabase } from '../reflect/view-database.js';
import { countingDay } from '../runner/recorded.js';
import type { ItemDiffAnswer, PlanDiffAnswer } from './plan-diff.answer.js';
import { segmentsAt } from './segments.js';
import { statusTable } from './status-table.projection.js';

/** Two days to compare, each as on record at a position. */
export interface DiffVantages {
  readonly from: Day;
  /** The ledger's today where absent. */
  readonly to?: Day | undefined;
  /** Where absent: what was known of the earlier day when it was reported on, or when it ended. */
  readonly knownFrom?: number | undefined;
  /** Everything where absent. */
  readonly knownTo?: number | undefined;
  readonly waitFor?: number | undefined;
}

/**
 * What changed in a plan between two days, as on record at the later position; and apart from it what was
 * true by the earlier day and recorded only after the earlier position. Null where there is no such plan.
 *
 * @throws ViewBehind
 */
export async function readPlanDiff(
  access: ViewAccess,
  plan: string,
  { from, to, knownFrom, knownTo, waitFor }: DiffVantages,
): Promise<PlanDiffAnswer | null> {
  const views = [statusTable, directory, itemHistoryView, papersView] as const;
  const later = await reflect(access, views, { asOf: to, knownAt: knownTo, waitFor });
  const found = await viewDatabase(access.db, catalogue)
    .selectFrom('plan')
    .select(['title', 'components', 'position'])
    .where('ledger', '=', access.ledger.name)
    .where('plan', '=', plan)
    .where('position', '<=', later.knownAt.position)
    .executeTakeFirst();
  if (found === undefined) return null;
  const known = await knownOf(access, plan, from, found.position, later, knownFrom);
  const sight = { ...later, asOf: from };
  const [knownThen, before, after] = await Promise.all([
    itemsAt(access, plan, { ...sight, knownAt: { ...later.knownAt, position: known.position } }),
    itemsAt(access, plan, sight),
    itemsAt(access, plan, later),
  ]);
  const context = await contextOf(access, plan, later, [...knownThen, ...before, ...after]);
  const earlierDay = (items: readonly ItemState[]) => ({ day: from, items });
  const diff = diffPlans(found.components, earlierDay(before), { day: later.asOf, items: after }, context);
  const late = diffPlans(found.components, earlierDay(knownThen), earlierDay(before), context);
  const titles = new Map(after.map((item) => [item.item, item]));
  return {
    plan,
    title: found.title,
    from: { asOf: from, ...(await vantageAt(access, known)) },
    to: { asOf: later.asOf, knownAt: later.knownAt, paper: await paperDrawn(access, plan, later) },
    position: later.position,
    origin: later.origin,
    simulated: later.simulated,
    opening: [...diff.opening],
    components: diff.components.map(({ items, ...rest }) => ({ ...rest, items: items.map(answered) })),
    unchanged: diff.unchanged.map((item) => {
      const { number = null, title = item } = titles.get(item) ?? {};
      return { item, number, title };
    }),
    closing: diff.closing,
    late: {
      heading: lateHeading(from, known.paper),
      items: await lateItems(
        access,
        late.components.flatMap(({ items }) => items),
        {
          ...{ from, after: known.position, until: later.knownAt.position },
        },
      ),
    },
    notices: [...(later.simulated ? [simulatedNotice] : []), ...illustrativeSentences(after)],
  };
}

interface Known {
  readonly position: number;
  readonly paper: string | null;
}

/**
 * From where on an entry about the earlier day is late: the paper as of that day, else what was on record when
 * it ended; or nothing is, where the plan itself came on record later than that.
 */
async function knownOf(
  access: ViewAccess,
  plan: string,
  from: Day,
  endorsed: number,
  { knownAt }: Reflected,
  asked: number | undefined,
): Promise<Known> {
  if (asked !== undefined) {
    const drawn = await paperDrawn(access, plan, { asOf: from, knownAt: { position: asked } });
    return { position: Math.min(asked, knownAt.position), paper: drawn };
  }
  const paper = await papersOf(access, plan, from)
    .where('drawn_at', '<=', knownAt.position)
    .executeTakeFirst();
  if (paper !== undefined) return { position: paper.drawn_at, paper: paper.number };
  const ended = Math.min(await access.ledger.positionAt(`${from}T23:59:59.999999Z`), knownAt.position);
  return { position: ended < endorsed ? knownAt.position : ended, paper: null };
}

const papersOf = (access: ViewAccess, plan: string, asOf: Day) =>
  viewDatabase(access.db, papersView)
    .selectFrom('paper')
    .select(['number', 'drawn_at'])
    .where('ledger', '=', access.ledger.name)
    .where('plan', '=', plan)
    .where('as_of', '=', asOf)
    .orderBy('position', 'desc');

/** The number of the paper that was drawn from there, if one was. */
async function paperDrawn(
  access: ViewAccess,
  plan: string,
  { asOf, knownAt }: { readonly asOf: Day; readonly knownAt: { readonly position: number } },
): Promise<string | null> {
  const papers = papersOf(access, plan, asOf).where('drawn_at', '=', knownAt.position);
  return (await papers.executeTakeFirst())?.number ?? null;
}

async function vantageAt({ ledger }: ViewAccess, { position, paper }: Known) {
  const [entry] = position < 1 ? [] : await ledger.readForward(position - 1, 1);
  return { knownAt: { position, instant: entry?.recordedAt ?? null }, paper };
}

async function itemsAt(
  access: ViewAccess,
  plan: string,
  reflected: Reflected,
): Promise<readonly ItemState[]> {
  const standings = await segmentsAt(access, reflected).where('plan', '=', plan).execute();
  return standings.map(({ facts }) => facts);
}

/** What sentences call things: people, bodies, other items; and why due dates were extended. */
async function contextOf(
  access: ViewAccess,
  plan: string,
  reflected: Reflected,
  items: readonly ItemState[],
): Promise<DiffContext> {
  const others = items.flatMap(({ prerequisites, successor, flags }) => [
    ...prerequisites.map(({ item }) => item),
    ...flags.map(({ item }) => item),
    successor,
  ]);
  const named = [...new Set(others)].filter((item) => item !== null);
  const extended = items.filter(({ due }) => (due?.revision ?? 0) > 1).map(({ item }) => item);
  const [definitions, names, elsewhere, reasons] = await Promise.all([
    readDefinitions(access),
    readNames(
      access,
      items.flatMap(({ owner, deputy, partners }) => [owner, deputy, ...partners.map(({ body }) => body)]),
    ),
    named.length === 0 ? [] : segmentsAt(access, reflected).where('segment.item', 'in', named).execute(),
    entriesOf(access, extended, { after: 0, until: reflected.knownAt.position }),
  ]);
  const states = new Map(
    [...elsewhere.map(({ facts }) => facts), ...items].map((state) => [state.item, state]),
  );
  const reasonOf = (item: string, day: Day): string | null => {
    const own = reasons.filter((entry) => entry.item === item).map(({ event }) => event);
    const isExtension = (event: (typeof own)[number]) =>
      event.type === 'DueExtended' && countingDay(event) <= day;
    return effectiveHistory(own).findLast(isExtension)?.data.reason ?? null;
  };
  return {
    typeOf: (digest) => definitions.of(digest),
    nameOf: (id) => names.person(id),
    itemNamed: (id) => {
      const state = states.get(id);
      return { number: state?.plan === plan ? state.number : null, title: state?.title ?? id };
    },
    reasonOf,
  };
}

interface Between {
  /** After this position, up to that one. */
  readonly after: number;
  readonly until: number;
}

async function entriesOf(access: ViewAccess, items: readonly string[], { after, until }: Between) {
  if (items.length === 0) return [];
  return await viewDatabase(access.db, itemHistoryView)
    .selectFrom('entry')
    .select(['item', 'position', 'event'])
    .where('ledger', '=', access.ledger.name)
    .where('item', 'in', [...new Set(items)])
    .where('position', '>', after)
    .where('position', '<=', until)
    .orderBy('position')
    .execute();
}

/** Each with the entries that made the difference. */
async function lateItems(
  access: ViewAccess,
  items: readonly ItemDiff[],
  { from, ...between }: Between & { readonly from: Day },
): Promise<PlanDiffAnswer['late']['items']> {
  const ids = items.map(({ item }) => item);
  const entries = (await entriesOf(access, ids, between)).filter(
    ({ event }) => event.type === 'Corrected' || countingDay(event) <= from,
  );
  return items.map((one) => ({
    ...answered(one),
    recorded: entries
      .filter(({ item }) => item === one.item)
      .map(({ position, event }) => {
        const { effectiveOn, recordedAt } = event;
        return { position, label: labelOf(event), effective: effectiveOn.text, recordedAt };
      }),
  }));
}

function lateHeading(from: Day, paper: string | null): string {
  const since = paper === null ? 'Recorded since' : `Recorded since ${paper} was published`;
  return `${since}, about the time up to ${dayInWords(from)}`;
}

const answered = ({ changes, sentences, ...rest }: ItemDiff): ItemDiffAnswer => ({
  ...rest,
  changes: [...changes],
  sentences: [...sentences],
});
