import { Command } from '@nestjs/cqrs';
import type { Day, RoleName } from '#domain';
import type { CommandAnswer, CommandMeta } from '../command-answer.js';

export interface GiveRolePayload {
  readonly person: string;
  readonly role: RoleName;
  /** The reporting line, for `clearance`; the body, for an `approver` of one body only. */
  readonly scope?: string | undefined;
  /** The ledger's today where absent. */
  readonly from?: Day | undefined;
  /** Last day on which it is held; until ended where absent. */
  readonly until?: Day | undefined;
}

/** Gives a person a role from a day on. */
export class GiveRole extends Command<CommandAnswer> {
  constructor(
    readonly meta: CommandMeta,
    readonly payload: GiveRolePayload,
  ) {
    super();
  }
}
