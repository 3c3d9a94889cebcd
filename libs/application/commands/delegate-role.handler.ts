import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { type Day, type DelegatedRole, delegateRole } from '#domain';
import type { CommandAnswer, CommandMeta } from '../command-answer.js';
import { directoryContext } from '../directory/actor.js';
import { bothStreams, partiesOf } from '../directory/delegation-streams.js';
import { CommandWay } from '../way/command-way.js';
import { present } from '../way/present.js';

export interface DelegateRolePayload {
  /** Who delegates. */
  readonly person: string;
  /** Who may act for them. */
  readonly to: string;
  readonly role: DelegatedRole;
  /** The line or body, as of a role; for `owner` one item. */
  readonly scope?: string | undefined;
  /** The ledger's today where absent. */
  readonly from?: Day | undefined;
  /** Last day on which it is in force; until ended where absent. */
  readonly until?: Day | undefined;
  readonly reason?: string | undefined;
}

/** Lets one person do what another holds, from a day on. */
export class DelegateRole extends Command<CommandAnswer> {
  constructor(
    readonly meta: CommandMeta,
    readonly payload: DelegateRolePayload,
  ) {
    super();
  }
}

@CommandHandler(DelegateRole)
export class DelegateRoleHandler implements ICommandHandler<DelegateRole> {
  constructor(private readonly way: CommandWay) {}

  execute({ meta, payload }: DelegateRole): Promise<CommandAnswer> {
    const { person, ...delegation } = payload;
    const stream = `person:${person}`;
    return this.way.take({ command: DelegateRole.name, meta, payload, stream }, async (streams) => {
      const context = await directoryContext(streams, meta.actor);
      const parties = await partiesOf(streams, person, payload.to);
      const command = present({ ...delegation, from: delegation.from ?? context.today });
      return bothStreams(delegateRole(parties, command, context), payload, context.today);
    });
  }
}
