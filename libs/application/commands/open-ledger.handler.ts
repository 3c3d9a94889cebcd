import { Command } from '@nestjs/cqrs';
import type { Day } from '#domain';
import type { CommandAnswer, CommandMeta } from '../command-answer.js';

export interface OpenLedgerPayload {
  /** Globally unique: a host name with a path. */
  readonly origin: string;
  readonly clock: 'real' | 'simulated';
  /** Where a simulated clock begins. */
  readonly at?: Day | undefined;
  readonly administrators: readonly {
    readonly id: string;
    readonly name: string;
    readonly email?: string | undefined;
  }[];
  /** False: none goes out before `BeginReminders`. True where absent. */
  readonly reminders?: boolean | undefined;
}

/** Founds an empty ledger and names its first administrators, who are registered with it. */
export class OpenLedger extends Command<CommandAnswer> {
  constructor(
    readonly meta: CommandMeta,
    readonly payload: OpenLedgerPayload,
  ) {
    super();
  }
}
