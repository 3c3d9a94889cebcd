import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { type Day, openItem } from '#domain';
import type { CommandAnswer, CommandMeta } from '../command-answer.js';
import { unknownDecider } from '../directory/known-decider.js';
import { openingContext } from '../items/opening-context.js';
import type { CommandStreams } from '../way/command-streams.js';
import { CommandWay } from '../way/command-way.js';
import { type Decided, decided, turnDown } from '../way/decided.js';
import { effectiveDay } from '../way/effective-day.js';
import { present } from '../way/present.js';
import type { OnRecord } from './on-record.js';

export interface OpenItemPayload extends OnRecord {
  readonly item: string;
  readonly itemType: string;
  readonly title: string;
  readonly number?: string | undefined;
  /** As written: "By mid-2020". */
  readonly due?: string | undefined;
  /** The last day in time, where the text does not say. */
  readonly dueLatest?: Day | undefined;
  readonly parts?: readonly { readonly id: string; readonly title: string }[] | undefined;
  /** Reporting lines on each of which a clearance is needed. */
  readonly lines?: readonly string[] | undefined;
  /** The body whose decision endorses or discontinues it. */
  readonly body?: string | undefined;
  readonly succeeds?: string | undefined;
  readonly owner?: string | undefined;
  readonly deputy?: string | undefined;
  /** What the type has it say of itself. */
  readonly fields?: { readonly [field: string]: string } | undefined;
}

/** Opens an item outside any plan. */
export class OpenItem extends Command<CommandAnswer> {
  constructor(
    readonly meta: CommandMeta,
    readonly payload: OpenItemPayload,
  ) {
    super();
  }
}

@CommandHandler(OpenItem)
export class OpenItemHandler implements ICommandHandler<OpenItem> {
  constructor(private readonly way: CommandWay) {}

  execute({ meta, payload }: OpenItem): Promise<CommandAnswer> {
    const underway = { command: OpenItem.name, meta, payload, stream: `item:${payload.item}` };
    return this.way.take(underway, (streams) => decide(streams, payload, meta.actor));
  }
}

async function decide(streams: CommandStreams, payload: OpenItemPayload, actor: string): Promise<Decided> {
  const day = await effectiveDay(streams, payload.effectiveOn);
  if (!day.ok) return turnDown(day.refusal);
  const { effectiveOn } = day;
  const { item, itemType, succeeds, body, owner, deputy, decidedBy } = payload;
  const context = await openingContext(streams, actor, {
    types: [itemType],
    items: [item, succeeds],
    parties: [body, owner, deputy],
  });
  const decision = openItem(present({ ...payload, effectiveOn }), context);
  const [unknown] = decision.accepted ? await unknownDecider(streams, decidedBy) : [];
  if (unknown !== undefined) return turnDown(unknown);
  return decided(`item:${item}`, decision, effectiveOn, decidedBy);
}
