import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { advanceClock, type Day, exactly } from '#domain';
import type { CommandAnswer, CommandMeta } from '../command-answer.js';
import { directoryContext } from '../directory/actor.js';
import { ledgerState } from '../directory/ledger-state.js';
import { CommandWay } from '../way/command-way.js';
import { decided } from '../way/decided.js';

export interface AdvanceClockPayload {
  readonly to: Day;
}

/** Moves a simulated clock forward to the beginning of a day. */
export class AdvanceClock extends Command<CommandAnswer> {
  constructor(
    readonly meta: CommandMeta,
    readonly payload: AdvanceClockPayload,
  ) {
    super();
  }
}

@CommandHandler(AdvanceClock)
export class AdvanceClockHandler implements ICommandHandler<AdvanceClock> {
  constructor(private readonly way: CommandWay) {}

  execute({ meta, payload }: AdvanceClock): Promise<CommandAnswer> {
    const underway = { command: AdvanceClock.name, meta, payload, stream: 'ledger' };
    return this.way.take(underway, async (streams) => {
      const context = await directoryContext(streams, meta.actor);
      const decision = advanceClock(await ledgerState(streams), payload, context);
      return decided('ledger', decision, exactly(payload.to));
    });
  }
}
