import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { CommandAnswer, CommandMeta } from '../command-answer.js';
import { decideStep } from '../items/decide-steps.js';
import { ItemReferences } from '../items/item-references.js';
import { type ItemStep, withItemIds } from '../items/item-step.js';
import { CommandWay } from '../way/command-way.js';

export interface AdvanceItemPayload extends ItemStep {
  readonly item: string;
}

/** Asks for one transition of an item's lifecycle. A sign-off is the transition `clear` or `object` with `fields.line`. */
export class AdvanceItem extends Command<CommandAnswer> {
  constructor(
    readonly meta: CommandMeta,
    readonly payload: AdvanceItemPayload,
  ) {
    super();
  }
}

@CommandHandler(AdvanceItem)
export class AdvanceItemHandler implements ICommandHandler<AdvanceItem> {
  constructor(
    private readonly way: CommandWay,
    private readonly references: ItemReferences,
  ) {}

  async execute({ meta, payload }: AdvanceItem): Promise<CommandAnswer> {
    const item = await this.references.resolve(payload.item);
    if (item === null) return { outcome: 'not-found', what: `item ${payload.item}` };
    const step = await withItemIds(this.references, payload);
    const underway = { command: AdvanceItem.name, meta, payload, stream: `item:${item}` };
    return this.way.take(underway, (streams) => decideStep(streams, item, step, meta.actor));
  }
}
