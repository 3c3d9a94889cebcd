import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { CommandAnswer, CommandMeta, WouldBeAccepted } from '../command-answer.js';
import { decideSteps } from '../items/decide-steps.js';
import { ItemReferences } from '../items/item-references.js';
import { type ItemStep, withItemIds } from '../items/item-step.js';
import { CommandWay } from '../way/command-way.js';

export interface UpdateItemPayload {
  readonly item: string;
  /** At least one. */
  readonly steps: readonly Omit<ItemStep, 'cause'>[];
}

/** Asks for several transitions of one item at once: all of them are accepted, or none is. */
export class UpdateItem extends Command<CommandAnswer | WouldBeAccepted> {
  constructor(
    readonly meta: CommandMeta,
    readonly payload: UpdateItemPayload,
    /** Only say what would become of it. */
    readonly dryRun: boolean = false,
  ) {
    super();
  }
}

@CommandHandler(UpdateItem)
export class UpdateItemHandler implements ICommandHandler<UpdateItem> {
  constructor(
    private readonly way: CommandWay,
    private readonly references: ItemReferences,
  ) {}

  async execute({ meta, payload, dryRun }: UpdateItem): Promise<CommandAnswer | WouldBeAccepted> {
    const item = await this.references.resolve(payload.item);
    if (item === null) return { outcome: 'not-found', what: `item ${payload.item}` };
    const steps = await Promise.all(payload.steps.map((step) => withItemIds(this.references, step)));
    const underway = { command: UpdateItem.name, meta, payload, stream: `item:${item}` };
    return this.way[dryRun ? 'rehearse' : 'take'](underway, (streams) =>
      decideSteps(streams, item, steps, meta.actor),
    );
  }
}
