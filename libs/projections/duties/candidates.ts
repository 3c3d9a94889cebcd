import type { Actor, Day } from '#domain';
import { catalogue } from '../catalogue/catalogue.projection.js';
import type { Definitions } from '../catalogue/definitions.js';
import type { ViewAccess } from '../reflect/view-access.js';
import { viewDatabase } from '../reflect/view-database.js';
import { type Standing, segmentsNow } from '../status-table/segments.js';

/** Whoever has more than this on their plate does not read it as one list; the list of items has pages. */
const MOST = 500;

/** Items that may be somebody's turn or concern: what the rules then say of each is for the caller. */
export interface Candidates {
  /** Those that the person answers for, also by delegation, and that are not settled; the first due first. */
  readonly mine: readonly Standing[];
  /** Those from whose state a text can be cleared. */
  readonly toBeCleared: readonly Standing[];
  /** Those with an extension asked for. */
  readonly asking: readonly Standing[];
  /** The bodies of these items' plans, by plan. */
  readonly planBodies: ReadonlyMap<string, string>;
}

export async function readCandidates(
  access: ViewAccess,
  actor: Actor,
  definitions: Definitions,
  today: Day,
): Promise<Candidates> {
  const states = definitions.statesFrom('clear');
  const [mine, toBeCleared, asking] = await Promise.all([
    segmentsNow(access, today)
      .where((eb) =>
        eb.or(
          standsFor(actor).map(({ party, item }) =>
            eb.and([
              eb.or([eb('owner', '=', party), eb('deputy', '=', party)]),
              ...(item === null ? [] : [eb('segment.item', '=', item)]),
            ]),
          ),
        ),
      )
      .where('settled', '=', false)
      .orderBy('due_latest')
      .orderBy('place')
      .limit(MOST)
      .execute(),
    states.length === 0
      ? []
      : segmentsNow(access, today).where('state', 'in', states).orderBy('place').limit(MOST).execute(),
    segmentsNow(access, today).where('asks', 'is not', null).orderBy('place').limit(MOST).execute(),
  ]);
  const plans = [...mine, ...toBeCleared, ...asking].map(({ facts }) => facts.plan);
  return { mine, toBeCleared, asking, planBodies: await readPlanBodies(access, plans) };
}

/** Oneself, and whoever delegated to one the items that they answer for: all of them, or one. */
const standsFor = ({ id, delegations = [] }: Actor) => [
  { party: id, item: null },
  ...delegations.flatMap(({ by, role, scope }) => (role === 'owner' ? [{ party: by, item: scope }] : [])),
];

async function readPlanBodies(
  access: ViewAccess,
  plans: readonly (string | null)[],
): Promise<ReadonlyMap<string, string>> {
  const wanted = [...new Set(plans)].filter((plan) => plan !== null);
  if (wanted.length === 0) return new Map();
  const rows = await viewDatabase(access.db, catalogue)
    .selectFrom('plan')
    .select(['plan', 'body'])
    .where('ledger', '=', access.ledger.name)
    .where('plan', 'in', wanted)
    .execute();
  return new Map(rows.map(({ plan, body }) => [plan, body]));
}
