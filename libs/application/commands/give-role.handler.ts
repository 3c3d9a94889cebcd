import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { type Day, exactly, giveRole, type LedgerEvent, type RoleName } from '#domain';
import type { CommandAnswer, CommandMeta } from '../command-answer.js';
import { directoryContext, personState } from '../directory/actor.js';
import { CommandWay } from '../way/command-way.js';
import { newEvents, turnDown, write } from '../way/decided.js';
import { present } from '../way/present.js';

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

@CommandHandler(GiveRole)
export class GiveRoleHandler implements ICommandHandler<GiveRole> {
  constructor(private readonly way: CommandWay) {}

  execute({ meta, payload }: GiveRole): Promise<CommandAnswer> {
    const { person, ...role } = payload;
    const stream = `person:${person}`;
    return this.way.take({ command: GiveRole.name, meta, payload, stream }, async (streams) => {
      const context = await directoryContext(streams, meta.actor);
      const command = present({ ...role, from: role.from ?? context.today });
      const decision = giveRole(await personState(streams, person), command, context);
      if (!decision.accepted) return turnDown(...decision.refusals);
      const effectiveOn = exactly(context.today);
      const given = { stream, events: newEvents(decision.events, effectiveOn) };
      if (role.role !== 'administrator') return write(given);
      const named: LedgerEvent = { type: 'AdministratorNamed', data: { person } };
      return write(given, { stream: 'ledger', events: newEvents([named], effectiveOn) });
    });
  }
}
