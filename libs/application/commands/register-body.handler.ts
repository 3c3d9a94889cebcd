import { Command } from '@nestjs/cqrs';
import type { CommandAnswer, CommandMeta } from '../command-answer.js';

export interface RegisterBodyPayload {
  readonly id: string;
  readonly name: string;
  /** The person who is written to on its behalf. */
  readonly liaison?: string | undefined;
  readonly illustrative?: boolean | undefined;
}

/** Puts a body that decides in the directory. */
export class RegisterBody extends Command<CommandAnswer> {
  constructor(
    readonly meta: CommandMeta,
    readonly payload: RegisterBodyPayload,
  ) {
    super();
  }
}
