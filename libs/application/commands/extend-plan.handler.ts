import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { extendPlan, foldPlan, itemIdIn } from '#domain';
import type { CommandAnswer, CommandMeta } from '../command-answer.js';
import { unknownDecider } from '../directory/known-decider.js';
import { openingContext } from '../items/opening-context.js';
import type { CommandStreams } from '../way/command-streams.js';
import { CommandWay } from '../way/command-way.js';
import { type Decided, newEvents, notFound, turnDown, write } from '../way/decided.js';
import { effectiveDay } from '../way/effective-day.js';
import { present } from '../way/present.js';
import type { PlannedItem } from './endorse-plan.handler.js';
import type { OnRecord } from './on-record.js';

export interface ExtendPlanPayload extends OnRecord {
  readonly plan: string;
  /** After which item of the plan, by its id or number; after the last where absent. */
  readonly after?: string | undefined;
  readonly items: readonly PlannedItem[];
}

/** Adds items to an endorsed plan and opens them, all or nothing. */
export class ExtendPlan extends Command<CommandAnswer> {
  constructor(
    readonly meta: CommandMeta,
    readonly payload: ExtendPlanPayload,
  ) {
    super();
  }
}

@CommandHandler(ExtendPlan)
export class ExtendPlanHandler implements ICommandHandler<ExtendPlan> {
  constructor(private readonly way: CommandWay) {}

  execute({ meta, payload }: ExtendPlan): Promise<CommandAnswer> {
    const underway = { command: ExtendPlan.name, meta, payload, stream: `plan:${payload.plan}` };
    return this.way.take(underway, (streams) => decide(streams, payload, meta.actor));
  }
}

async function decide(streams: CommandStreams, payload: ExtendPlanPayload, actor: string): Promise<Decided> {
  const { plan, items, decidedBy } = payload;
  const stream = `plan:${plan}` as const;
  const state = foldPlan(await streams.read(stream));
  if (state === null) return notFound(`plan ${plan}`);
  const day = await effectiveDay(streams, payload.effectiveOn);
  if (!day.ok) return turnDown(day.refusal);
  const { effectiveOn } = day;
  const context = await openingContext(streams, actor, {
    types: items.map(({ itemType }) => itemType),
    items: items.map(({ item, number }) => item ?? itemIdIn(plan, number)),
    parties: items.flatMap(({ owner, deputy }) => [owner, deputy]),
  });
  const isMember = (id: string): boolean => state.items.some(({ item }) => item === id);
  const after =
    payload.after !== undefined && !isMember(payload.after) ? itemIdIn(plan, payload.after) : payload.after;
  const decision = extendPlan(state, present({ ...payload, after, effectiveOn }), context);
  if (!decision.accepted) return turnDown(...decision.refusals);
  const [unknown] = await unknownDecider(streams, decidedBy);
  if (unknown !== undefined) return turnDown(unknown);
  return write(
    { stream, events: newEvents(decision.plan, effectiveOn, decidedBy) },
    ...decision.items.map(({ item, events }) => ({
      stream: `item:${item}`,
      events: newEvents(events, effectiveOn, decidedBy),
    })),
  );
}
