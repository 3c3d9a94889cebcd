import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { definePeriod, exactly, type Period } from '#domain';
import type { CommandAnswer, CommandMeta } from '../command-answer.js';
import { directoryContext } from '../directory/actor.js';
import { ledgerState } from '../directory/ledger-state.js';
import { CommandWay } from '../way/command-way.js';
import { decided } from '../way/decided.js';

/** Defines a stretch of days that due texts may name. */
export class DefinePeriod extends Command<CommandAnswer> {
  constructor(
    readonly meta: CommandMeta,
    readonly payload: Period,
  ) {
    super();
  }
}

@CommandHandler(DefinePeriod)
export class DefinePeriodHandler implements ICommandHandler<DefinePeriod> {
  constructor(private readonly way: CommandWay) {}

  execute({ meta, payload }: DefinePeriod): Promise<CommandAnswer> {
    const underway = { command: DefinePeriod.name, meta, payload, stream: 'ledger' };
    return this.way.take(underway, async (streams) => {
      const context = await directoryContext(streams, meta.actor);
      const decision = definePeriod(await ledgerState(streams), payload, context);
      return decided('ledger', decision, exactly(context.today));
    });
  }
}
