import { Command } from '@nestjs/cqrs';
import type { CommandAnswer, CommandMeta } from '../command-answer.js';

export interface PublishTypePayload {
  /** The type as YAML. */
  readonly source: string;
  /** The file's name, for messages. */
  readonly file: string;
}

/** Publishes a type, or the next version of one. */
export class PublishType extends Command<CommandAnswer> {
  constructor(
    readonly meta: CommandMeta,
    readonly payload: PublishTypePayload,
  ) {
    super();
  }
}
