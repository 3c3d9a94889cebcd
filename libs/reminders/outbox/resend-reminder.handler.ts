import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { ReminderStore } from '../store/reminder-store.js';

/**
 * A person asks that an ambiguous message is sent again, under the Message-ID that it has. It is not a
 * fact about any item, so nothing is appended until it was sent.
 */
export class ResendReminder extends Command<{ readonly resent: boolean }> {
  constructor(readonly summary: string) {
    super();
  }
}

/** `resent` false: there is no such message, or it is not ambiguous. */
@CommandHandler(ResendReminder)
export class ResendReminderHandler implements ICommandHandler<ResendReminder> {
  constructor(private readonly store: ReminderStore) {}

  async execute({ summary }: ResendReminder): Promise<{ readonly resent: boolean }> {
    return { resent: await this.store.owedAgain(summary) };
  }
}
