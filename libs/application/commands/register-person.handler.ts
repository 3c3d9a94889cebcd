import { Command } from '@nestjs/cqrs';
import type { CommandAnswer, CommandMeta } from '../command-answer.js';

export interface RegisterPersonPayload {
  readonly id: string;
  readonly name: string;
  readonly email?: string | undefined;
  /** BCP 47 tag; `en` where absent. */
  readonly language?: string | undefined;
  readonly illustrative?: boolean | undefined;
}

/** Puts a person in the directory; name and address are sealed under the person's own key. */
export class RegisterPerson extends Command<CommandAnswer> {
  constructor(
    readonly meta: CommandMeta,
    readonly payload: RegisterPersonPayload,
  ) {
    super();
  }
}
