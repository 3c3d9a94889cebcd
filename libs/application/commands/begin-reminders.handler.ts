import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { beginReminders, exactly } from '#domain';
import type { CommandAnswer, CommandMeta } from '../command-answer.js';
import { directoryContext } from '../directory/actor.js';
import { ledgerState } from '../directory/ledger-state.js';
import { CommandWay } from '../way/command-way.js';
import { decided } from '../way/decided.js';

export type BeginRemindersPayload = Readonly<Record<string, never>>;

/** Lets reminders go out from now on. */
export class BeginReminders extends Command<CommandAnswer> {
  constructor(
    readonly meta: CommandMeta,
    readonly payload: BeginRemindersPayload,
  ) {
    super();
  }
}

@CommandHandler(BeginReminders)
export class BeginRemindersHandler implements ICommandHandler<BeginReminders> {
  constructor(private readonly way: CommandWay) {}

  execute({ meta, payload }: BeginReminders): Promise<CommandAnswer> {
    const underway = { command: BeginReminders.name, meta, payload, stream: 'ledger' };
    return this.way.take(underway, async (streams) => {
      const context = await directoryContext(streams, meta.actor);
      const decision = beginReminders(await ledgerState(streams), context);
      return decided('ledger', decision, exactly(context.today));
    });
  }
}
