import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { type Day, endRole, exactly, type RoleName } from '#domain';
import type { CommandAnswer, CommandMeta } from '../command-answer.js';
import { administratorsEver, directoryContext, personState } from '../directory/actor.js';
import { CommandWay } from '../way/command-way.js';
import { decided } from '../way/decided.js';
import { present } from '../way/present.js';

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

@CommandHandler(EndRole)
export class EndRoleHandler implements ICommandHandler<EndRole> {
  constructor(private readonly way: CommandWay) {}

  execute({ meta, payload }: EndRole): Promise<CommandAnswer> {
    const { person, ...role } = payload;
    const stream = `person:${person}`;
    return this.way.take({ command: EndRole.name, meta, payload, stream }, async (streams) => {
      const context = await directoryContext(streams, meta.actor);
      const command = present({ ...role, until: role.until ?? context.today });
      const state = await personState(streams, person);
      const administrators = role.role === 'administrator' ? await administratorsEver(streams) : [];
      return decided(stream, endRole(state, command, context, administrators), exactly(context.today));
    });
  }
}
