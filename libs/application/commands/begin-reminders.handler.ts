import { Command } from '@nestjs/cqrs';
import type { CommandAnswer, CommandMeta } from '../command-answer.js';

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
