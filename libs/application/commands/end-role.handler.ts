import { Command } from '@nestjs/cqrs';
import type { Day, RoleName } from '#domain';
import type { CommandAnswer, CommandMeta } from '../command-answer.js';

export interface EndRolePayload {
  readonly person: string;
  readonly role: RoleName;
  readonly scope?: string | undefined;
  /** Last day on which it is held; the ledger's today where absent. */
  readonly until?: Day | undefined;
}

/** Ends a role that a person holds. */
export class EndRole extends Command<CommandAnswer> {
  constructor(
    readonly meta: CommandMeta,
    readonly payload: EndRolePayload,
  ) {
    super();
  }
}
