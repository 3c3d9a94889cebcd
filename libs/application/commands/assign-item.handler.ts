import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { assignItem, exactly, foldItem } from '#domain';
import type { CommandAnswer, CommandMeta } from '../command-answer.js';
import { itemEvents } from '../items/item-context.js';
import { ItemReferences } from '../items/item-references.js';
import { openingContext } from '../items/opening-context.js';
import type { CommandStreams } from '../way/command-streams.js';
import { CommandWay } from '../way/command-way.js';
import { type Decided, decided, notFound } from '../way/decided.js';
import { present } from '../way/present.js';

export interface AssignItemPayload {
  readonly item: string;
  readonly owner: string;
  readonly deputy?: string | undefined;
}

/** Says who answers for an item, and who stands in. */
export class AssignItem extends Command<CommandAnswer> {
  constructor(
    readonly meta: CommandMeta,
    readonly payload: AssignItemPayload,
  ) {
    super();
  }
}

@CommandHandler(AssignItem)
export class AssignItemHandler implements ICommandHandler<AssignItem> {
  constructor(
    private readonly way: CommandWay,
    private readonly references: ItemReferences,
  ) {}

  async execute({ meta, payload }: AssignItem): Promise<CommandAnswer> {
    const item = await this.references.resolve(payload.item);
    if (item === null) return { outcome: 'not-found', what: `item ${payload.item}` };
    const underway = { command: AssignItem.name, meta, payload, stream: `item:${item}` };
    return this.way.take(underway, (streams) => decide(streams, item, payload, meta.actor));
  }
}

async function decide(
  streams: CommandStreams,
  item: string,
  { owner, deputy }: AssignItemPayload,
  actor: string,
): Promise<Decided> {
  const state = foldItem(await itemEvents(streams, item));
  if (state === null) return notFound(`item ${item}`);
  const context = await openingContext(streams, actor, { types: [], items: [], parties: [owner, deputy] });
  const decision = assignItem(state, present({ owner, deputy }), context);
  return decided(`item:${item}`, decision, exactly(context.today));
}
