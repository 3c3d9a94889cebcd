import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { type Day, endorsePlan, foldPlan, itemIdIn } from '#domain';
import type { CommandAnswer, CommandMeta } from '../command-answer.js';
import { openingContext } from '../items/opening-context.js';
import type { CommandStreams } from '../way/command-streams.js';
import { CommandWay } from '../way/command-way.js';
import { type Decided, newEvents, turnDown, write } from '../way/decided.js';
import { effectiveDay } from '../way/effective-day.js';
import { present } from '../way/present.js';
import type { OnRecord } from './on-record.js';

export interface EndorsePlanPayload extends OnRecord {
  readonly plan: string;
  readonly title: string;
  /** The body that endorses it. */
  readonly body: string;
  readonly components: readonly { readonly id: string; readonly title: string }[];
  /** In the plan's order. */
  readonly items: readonly PlannedItem[];
}

export interface PlannedItem {
  /** `<plan>.<number>` where absent. */
  readonly item?: string | undefined;
  readonly itemType: string;
  readonly number: string;
  readonly component: string;
  readonly title: string;
  /** As written: "By mid-2020". */
  readonly due?: string | undefined;
  /** The last day in time, where the text does not say. */
  readonly dueLatest?: Day | undefined;
  readonly owner?: string | undefined;
  readonly deputy?: string | undefined;
  readonly parts?: readonly { readonly id: string; readonly title: string }[] | undefined;
  /** What the type has it say of itself. */
  readonly fields?: { readonly [field: string]: string } | undefined;
}

/** Puts a body's endorsement of a plan on record and opens its items, all or nothing. */
export class EndorsePlan extends Command<CommandAnswer> {
  constructor(
    readonly meta: CommandMeta,
    readonly payload: EndorsePlanPayload,
  ) {
    super();
  }
}

@CommandHandler(EndorsePlan)
export class EndorsePlanHandler implements ICommandHandler<EndorsePlan> {
  constructor(private readonly way: CommandWay) {}

  execute({ meta, payload }: EndorsePlan): Promise<CommandAnswer> {
    const underway = { command: EndorsePlan.name, meta, payload, stream: `plan:${payload.plan}` };
    return this.way.take(underway, (streams) => decide(streams, payload, meta.actor));
  }
}

async function decide(streams: CommandStreams, payload: EndorsePlanPayload, actor: string): Promise<Decided> {
  const day = await effectiveDay(streams, payload.effectiveOn);
  if (!day.ok) return turnDown(day.refusal);
  const { effectiveOn } = day;
  const { plan, body, items } = payload;
  const stream = `plan:${plan}` as const;
  const state = foldPlan(await streams.read(stream));
  const context = await openingContext(streams, actor, {
    types: items.map(({ itemType }) => itemType),
    items: items.map(({ item, number }) => item ?? itemIdIn(plan, number)),
    parties: [body, ...items.flatMap(({ owner, deputy }) => [owner, deputy])],
  });
  const decision = endorsePlan(state, present({ ...payload, effectiveOn }), context);
  if (!decision.accepted) return turnDown(...decision.refusals);
  return write(
    { stream, events: newEvents(decision.plan, effectiveOn, body) },
    ...decision.items.map(({ item, events }) => ({
      stream: `item:${item}`,
      events: newEvents(events, effectiveOn, body),
    })),
  );
}
