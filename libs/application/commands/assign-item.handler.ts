import { Command } from '@nestjs/cqrs';
import type { CommandAnswer, CommandMeta } from '../command-answer.js';

export interface AssignItemPayload {
  readonly item: string;
  readonly owner: string;
  readonly deputy?: string | undefined;
}

/** Says who answers for an item, and who stands in. */
export class AssignItem extends Command<CommandAnswer> {
  constructor(
    readonly meta: CommandMeta,
    readonly payload: AssignItemPayload,
  ) {
    super();
  }
}
