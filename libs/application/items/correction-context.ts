import {
  type CorrectionContext,
  countsFrom,
  type Day,
  dayOfInstant,
  type EffectiveOn,
  foldItem,
  type ItemEvent,
  type ItemState,
  isId,
  itemFields,
  type LinkedItem,
  type Recorded,
  type TypeDefinition,
} from '#domain';
import { actorOf } from '../directory/actor.js';
import { periodsOf } from '../directory/periods-of.js';
import type { CommandStreams } from '../way/command-streams.js';
import { sha256 } from '../way/sha256.js';
import { bodiesAmong, bodiesIn, bodiesOf, itemsIn, linkedItems, planState } from './item-context.js';
import { typeOf } from './item-type.js';

type Events = readonly Recorded<ItemEvent>[];

/** What a correction names. */
interface AskedToCorrect {
  readonly actor: string;
  readonly effectiveOn?: EffectiveOn;
  readonly decidedBy?: string;
  readonly fields?: { readonly [name: string]: string };
}

/**
 * Everything that a correction may look at besides the item itself, read from streams: what any of the
 * item's events looked at when it was judged, on the day of each of them.
 */
export async function correctionContext(
  streams: CommandStreams,
  state: ItemState,
  events: Events,
  asked: AskedToCorrect,
): Promise<CorrectionContext> {
  const definitions = await definitionsOf(streams, state, events);
  const types = [...definitions.values()];
  const items = namedItems(events, asked, types);
  const days = daysOf(events, asked);
  const byDay = new Map<Day, ReadonlyMap<string, LinkedItem>>();
  for (const day of days) byDay.set(day, await linkedItems(streams, items, day));
  const plan = await planState(streams, state.plan);
  const named = events.flatMap(({ decidedBy, data }) =>
    'partner' in data ? [decidedBy, data.partner, data.body ?? null] : [decidedBy],
  );
  const bodies = [asked.decidedBy, asked.fields?.partner, plan?.body, ...bodiesOf(state), ...named];
  return {
    today: await streams.today(),
    actor: await actorOf(streams, asked.actor),
    definitions,
    linkedOn: (day) => {
      const linked = byDay.get(day);
      if (linked === undefined) throw new Error(`Nobody asked how other items stood on ${day}.`);
      return linked;
    },
    planBody: plan?.body ?? null,
    papers: plan?.papers ?? [],
    periods: await periodsOf(streams),
    bodies: await bodiesAmong(streams, [...bodies, ...types.flatMap(bodiesIn)]),
    sha256,
  };
}

async function definitionsOf(
  streams: CommandStreams,
  { itemType, typeDigest: present }: ItemState,
  events: Events,
): Promise<ReadonlyMap<string, TypeDefinition>> {
  const digests = events.map(({ data }) => ('via' in data ? data.via.typeDigest : present));
  const found = new Map<string, TypeDefinition>();
  for (const typeDigest of new Set([present, ...digests]))
    found.set(typeDigest, (await typeOf(streams, { itemType, typeDigest })).definition);
  return found;
}

/** Every item that one of the events, or the correction, has named: whatever any step may have looked at. */
function namedItems(
  events: Events,
  { fields = {} }: AskedToCorrect,
  types: readonly TypeDefinition[],
): readonly string[] {
  const told = events.flatMap(({ type, data }) =>
    type === 'Corrected' && data.replacement?.data !== undefined ? [data, data.replacement.data] : [data],
  );
  const named = [
    ...told.flatMap((data) => [
      'item' in data ? data.item : null,
      'prerequisite' in data ? data.prerequisite.item : null,
      'successor' in data ? data.successor : null,
      'succeeds' in data ? data.succeeds : null,
    ]),
    ...itemFields.map((name) => fields[name]),
    ...types.flatMap(itemsIn),
  ];
  return [...new Set(named.filter((item): item is string => isId(item)))];
}

/** Every day on which one of the events counts, counted or would count. */
function daysOf(events: Events, { effectiveOn }: AskedToCorrect): ReadonlySet<Day> {
  const said = events.flatMap(({ type, data }) =>
    type === 'Corrected' && data.replacement?.effectiveOn !== undefined ? [data.replacement.effectiveOn] : [],
  );
  const latest = [...said, ...(effectiveOn === undefined ? [] : [effectiveOn])].map((one) => one.latest);
  return new Set([
    ...events.map(({ recordedAt }) => dayOfInstant(recordedAt)),
    ...events.map((event) => countsFrom(event.effectiveOn, dayOfInstant(event.recordedAt))),
    ...latest.filter((day) => day !== null),
  ]);
}

/** The item as a correction finds it; null where there is none. */
export async function itemOnRecord(
  streams: CommandStreams,
  item: string,
): Promise<{ readonly state: ItemState; readonly events: Events } | null> {
  const events = await streams.read(`item:${item}`);
  const state = foldItem(events);
  return state === null ? null : { state, events };
}
