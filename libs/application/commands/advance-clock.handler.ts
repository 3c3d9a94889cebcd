import { Command } from '@nestjs/cqrs';
import type { Day } from '#domain';
import type { CommandAnswer, CommandMeta } from '../command-answer.js';

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
