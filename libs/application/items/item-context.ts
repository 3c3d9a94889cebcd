import {
  type Day,
  type EffectiveOn,
  effectiveHistory,
  evolvePlan,
  foldHistory,
  foldItemAsOf,
  foldPlan,
  type Guard,
  type ItemContext,
  type ItemState,
  isId,
  itemFields,
  type LinkedItem,
  type PlanEvent,
  type PlanState,
  type TypeDefinition,
} from '#domain';
import { actorOf } from '../directory/actor.js';
import { periodsOf } from '../directory/periods-of.js';
import type { CommandStreams } from '../way/command-streams.js';
import { folding } from '../way/folding.js';
import { sha256 } from '../way/sha256.js';
import { foldedItem } from './folded-item.js';
import { typeOf } from './item-type.js';

/** What a command names, or what somebody who asks what can be done might. */
export interface Asked {
  /** Null: nobody in particular asks what can be done. */
  readonly actor: string | null;
  readonly effectiveOn: EffectiveOn;
  readonly decidedBy?: string | undefined;
  readonly fields: { readonly [name: string]: string };
}

/** Everything that the rules may look at besides the item itself, read from streams. */
export async function itemContext(
  streams: CommandStreams,
  state: ItemState,
  asked: Asked,
): Promise<ItemContext> {
  const today = await streams.today();
  const { definition, digest } = await typeOf(streams, state);
  const plan = await planState(streams, state.plan);
  const planBody = plan?.body ?? null;
  const [actor, linked, bodies] = await Promise.all([
    asked.actor === null ? null : actorOf(streams, asked.actor),
    linkedItems(streams, namedItems(state, asked, definition), asked.effectiveOn.latest ?? today),
    bodiesAmong(streams, [
      asked.decidedBy,
      asked.fields.partner,
      planBody,
      ...bodiesOf(state),
      ...bodiesIn(definition),
    ]),
  ]);
  const papers = plan?.papers ?? [];
  const periods = await periodsOf(streams);
  const about = { planBody, papers, periods };
  return { today, actor, definition, typeDigest: digest, linked, ...about, bodies, sha256 };
}

export const itemEvents = (streams: CommandStreams, item: string) => streams.read(`item:${item}`);

function namedItems(state: ItemState, { fields }: Asked, definition: TypeDefinition): readonly string[] {
  const named = [
    ...state.prerequisites.map(({ item }) => item),
    ...itemFields.map((name) => fields[name]),
    ...state.lineage.map(({ item }) => item),
    ...itemsIn(definition),
  ];
  return [...new Set(named.filter((item): item is string => isId(item)))];
}

export async function linkedItems(
  streams: CommandStreams,
  items: readonly string[],
  day: Day,
): Promise<ReadonlyMap<string, LinkedItem>> {
  const found = await Promise.all(items.map((item) => linkedItem(streams, item, day)));
  return new Map(found.filter((linked) => linked !== null).map((linked) => [linked.item, linked]));
}

/** As it stood on the day; as it was opened, where that is later. */
async function linkedItem(streams: CommandStreams, item: string, day: Day): Promise<LinkedItem | null> {
  const events = await itemEvents(streams, item);
  const opening = foldHistory(effectiveHistory(events).slice(0, 1));
  const state = foldItemAsOf(events, day) ?? opening;
  if (state === null || opening === null) return null;
  const { definition } = await typeOf(streams, state);
  return {
    item,
    title: state.title,
    state: state.state,
    stateTitle: definition.states[state.state]?.title.en ?? state.state,
    stateOn: (other) => (foldItemAsOf(events, other) ?? opening).state,
    stateTitles: titlesOf(definition),
    waitsFor: await allTheWay(streams, item, ({ prerequisites }) => prerequisites.map((one) => one.item)),
    itemType: state.itemType,
    comesAfter: await allTheWay(streams, item, (one) => related(one, ['derives-from', 'succeeds'])),
    cites: await allTheWay(streams, item, (one) => related(one, ['cites'])),
    outcomes: state.outcomes,
  };
}

const titlesOf = ({ states }: TypeDefinition) =>
  Object.fromEntries(Object.entries(states).map(([state, { title }]) => [state, title.en]));

const related = ({ lineage }: ItemState, relations: readonly string[]): readonly string[] =>
  lineage.flatMap(({ relation, item }) => (item !== null && relations.includes(relation) ? [item] : []));

/** Every item that this one leads to, all the way, as on record now: a circle on any day is a circle. */
async function allTheWay(
  streams: CommandStreams,
  item: string,
  next: (state: ItemState) => readonly string[],
): Promise<readonly string[]> {
  const seen = new Set<string>();
  const ahead = [item];
  for (const one of ahead) {
    const state = foldedItem(await itemEvents(streams, one));
    for (const other of state === null ? [] : next(state)) {
      if (seen.has(other)) continue;
      seen.add(other);
      ahead.push(other);
    }
  }
  return [...seen];
}

const foldedPlan = folding<PlanEvent, PlanState>(evolvePlan, foldPlan);

export const planState = async (streams: CommandStreams, plan: string | null): Promise<PlanState | null> =>
  plan === null ? null : foldedPlan(await streams.read(`plan:${plan}`));

export const bodiesOf = ({ body, endorsedBy, owner, deputy }: ItemState) => [body, endorsedBy, owner, deputy];

/** Bodies that the type names; `$body` and the like stand for others, which the item names. */
export const bodiesIn = onceForEach(({ transitions }) =>
  Object.values(transitions)
    .flatMap(({ guards }) => guards)
    .filter((guard): guard is Extract<Guard, { kind: 'decided-by' }> => guard.kind === 'decided-by')
    .flatMap(({ anyOf }) => anyOf),
);

/** Items that the type's conditions name. */
export const itemsIn = onceForEach(({ transitions }) =>
  Object.values(transitions)
    .flatMap(({ guards }) => guards)
    .flatMap((guard) => (guard.kind === 'linked-state' && guard.item !== undefined ? [guard.item] : [])),
);

/** What a definition names, looked for once: every command on an item of it asks. */
function onceForEach(
  find: (definition: TypeDefinition) => readonly string[],
): (definition: TypeDefinition) => readonly string[] {
  const found = new WeakMap<TypeDefinition, readonly string[]>();
  return (definition) => {
    const known = found.get(definition) ?? find(definition);
    found.set(definition, known);
    return known;
  };
}

/** Those of the ids that are bodies, with their names. */
export async function bodiesAmong(
  streams: CommandStreams,
  ids: readonly (string | null | undefined)[],
): Promise<ReadonlyMap<string, string>> {
  const wanted = [...new Set(ids.filter(isId))];
  const found = await Promise.all(
    wanted.map(async (id) => {
      const [registered] = await streams.read(`body:${id}`);
      return registered === undefined ? null : ([id, registered.data.name] as const);
    }),
  );
  return new Map(found.filter((entry) => entry !== null));
}
