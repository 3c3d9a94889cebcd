import { decideItem, type EffectiveOn, type ItemEvent, type Recorded, type Refusal } from '#domain';
import type { NewEvent } from '#ledger';
import { unknownDecider } from '../directory/known-decider.js';
import type { CommandStreams } from '../way/command-streams.js';
import { type Decided, newEvents, notFound, type TurnedDown, turnDown, write } from '../way/decided.js';
import { effectiveDay } from '../way/effective-day.js';
import { present } from '../way/present.js';
import { foldedItem } from './folded-item.js';
import { itemContext, itemEvents } from './item-context.js';
import type { ItemStep } from './item-step.js';

/** A step that is accepted: what it leaves, when that was true, and who decided it. */
interface Taken {
  readonly decided: 'take';
  readonly events: readonly ItemEvent[];
  readonly effectiveOn: EffectiveOn;
  readonly decidedBy: string | undefined;
}

/** Judges one transition of an item as it is on record. */
export async function decideStep(
  streams: CommandStreams,
  item: string,
  step: ItemStep,
  actor: string,
): Promise<Decided> {
  const judged = await judgeStep(streams, item, await itemEvents(streams, item), step, actor);
  if (judged.decided !== 'take') return judged;
  return write({ stream: `item:${item}`, events: newEventsOf(judged) });
}

/**
 * Judges steps one after the other, each on the state that the one before it leaves, by the conditions
 * that it would meet alone. Together they are one append; the first that is turned down turns down all
 * of them, because nobody can say what those after it would have met. Its refusals name it: `steps.1`.
 */
export async function decideSteps(
  streams: CommandStreams,
  item: string,
  steps: readonly ItemStep[],
  actor: string,
): Promise<Decided> {
  let events: readonly Recorded<ItemEvent>[] = await itemEvents(streams, item);
  const written: NewEvent[] = [];
  for (const [index, step] of steps.entries()) {
    const judged = await judgeStep(streams, item, events, step, actor);
    if (judged.decided === 'refuse') return turnDown(...namingStep(index, judged.refusals));
    if (judged.decided === 'not-found') return judged;
    events = [...events, ...asRecorded(judged, events, actor, await streams.today())];
    written.push(...newEventsOf(judged));
  }
  const [first, ...others] = written;
  if (first === undefined) throw new Error(`Nothing is asked of item ${item}.`);
  return write({ stream: `item:${item}`, events: [first, ...others] });
}

async function judgeStep(
  streams: CommandStreams,
  item: string,
  events: readonly Recorded<ItemEvent>[],
  step: ItemStep,
  actor: string,
): Promise<Taken | TurnedDown> {
  const state = foldedItem(events);
  if (state === null) return notFound(`item ${item}`);
  const day = await effectiveDay(streams, step.effectiveOn);
  if (!day.ok) return turnDown(day.refusal);
  const { effectiveOn } = day;
  const { decidedBy, fields = {} } = step;
  const context = await itemContext(streams, state, { actor, effectiveOn, decidedBy, fields });
  const decision = decideItem(state, present({ ...step, effectiveOn, fields }), context);
  if (!decision.accepted) return turnDown(...decision.refusals);
  const [unknown] = await unknownDecider(streams, decidedBy);
  if (unknown !== undefined) return turnDown(unknown);
  return { decided: 'take', events: decision.events, effectiveOn, decidedBy };
}

const newEventsOf = ({ events, effectiveOn, decidedBy }: Taken) => newEvents(events, effectiveOn, decidedBy);

/** A step's events as they will stand on record, for the step after it. */
function asRecorded(
  { events, effectiveOn, decidedBy }: Taken,
  before: readonly Recorded<ItemEvent>[],
  actor: string,
  today: string,
): readonly Recorded<ItemEvent>[] {
  const last = before.at(-1);
  if (last === undefined) return [];
  return events.map(
    (event, index): Recorded<ItemEvent> => ({
      ...event,
      ledger: last.ledger,
      stream: last.stream,
      position: last.position + index + 1,
      version: last.version + index + 1,
      schemaVersion: 1,
      recordedAt: `${today}T00:00:00.000000Z`,
      effectiveOn,
      decidedBy: decidedBy ?? null,
      actor,
      commandId: last.commandId,
      correlationId: last.correlationId,
      causationId: null,
    }),
  );
}

const namingStep = (
  index: number,
  [first, ...others]: readonly [Refusal, ...Refusal[]],
): readonly [Refusal, ...Refusal[]] => {
  const named = ({ field, ...refusal }: Refusal): Refusal => ({
    ...refusal,
    field: field === undefined ? `steps.${index}` : `steps.${index}.${field}`,
  });
  return [named(first), ...others.map(named)];
};
