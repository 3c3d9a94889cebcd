import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { type Day, exactly, openLedger } from '#domain';
import type { CommandAnswer, CommandMeta } from '../command-answer.js';
import { ledgerState } from '../directory/ledger-state.js';
import { CommandWay } from '../way/command-way.js';
import { newEvents, turnDown, write } from '../way/decided.js';
import { present } from '../way/present.js';

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

@CommandHandler(OpenLedger)
export class OpenLedgerHandler implements ICommandHandler<OpenLedger> {
  constructor(private readonly way: CommandWay) {}

  execute({ meta, payload }: OpenLedger): Promise<CommandAnswer> {
    const underway = { command: OpenLedger.name, meta, payload, stream: 'ledger' };
    return this.way.take(underway, async (streams) => {
      const state = await ledgerState(streams);
      const today = await streams.today();
      const decision = openLedger(state, present(payload), today);
      if (!decision.accepted) return turnDown(...decision.refusals);
      const effectiveOn = exactly(payload.at ?? today);
      return write(
        { stream: 'ledger', events: newEvents(decision.events, effectiveOn) },
        ...decision.people.map(({ person, events }) => ({
          stream: `person:${person}`,
          events: newEvents(events, effectiveOn),
        })),
      );
    });
  }
}
