import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { type Day, type DelegatedRole, endDelegation } from '#domain';
import type { CommandAnswer, CommandMeta } from '../command-answer.js';
import { directoryContext } from '../directory/actor.js';
import { bothStreams, partiesOf } from '../directory/delegation-streams.js';
import { CommandWay } from '../way/command-way.js';
import { present } from '../way/present.js';

export interface EndDelegationPayload {
  /** Who delegated. */
  readonly person: string;
  readonly to: string;
  readonly role: DelegatedRole;
  readonly scope?: string | undefined;
  /** Last day on which it is in force; the ledger's today where absent. */
  readonly until?: Day | undefined;
  readonly reason?: string | undefined;
}

/** Ends a delegation; whoever gave it, whoever holds it or an administrator does. */
export class EndDelegation extends Command<CommandAnswer> {
  constructor(
    readonly meta: CommandMeta,
    readonly payload: EndDelegationPayload,
  ) {
    super();
  }
}

@CommandHandler(EndDelegation)
export class EndDelegationHandler implements ICommandHandler<EndDelegation> {
  constructor(private readonly way: CommandWay) {}

  execute({ meta, payload }: EndDelegation): Promise<CommandAnswer> {
    const { person, ...delegation } = payload;
    const stream = `person:${person}`;
    return this.way.take({ command: EndDelegation.name, meta, payload, stream }, async (streams) => {
      const context = await directoryContext(streams, meta.actor);
      const parties = await partiesOf(streams, person, payload.to);
      const command = present({ ...delegation, until: delegation.until ?? context.today });
      return bothStreams(endDelegation(parties, command, context), payload, context.today);
    });
  }
}
