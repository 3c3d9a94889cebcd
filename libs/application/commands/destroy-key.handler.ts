import { Command } from '@nestjs/cqrs';
import type { CommandAnswer, CommandMeta } from '../command-answer.js';

export interface DestroyKeyPayload {
  readonly person: string;
  readonly reason: string;
}

/** Erases a person's text for good by destroying the key it is sealed under; every proof stays valid. */
export class DestroyKey extends Command<CommandAnswer> {
  constructor(
    readonly meta: CommandMeta,
    readonly payload: DestroyKeyPayload,
  ) {
    super();
  }
}
