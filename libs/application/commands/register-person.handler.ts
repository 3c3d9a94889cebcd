import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { exactly, registerPerson } from '#domain';
import type { CommandAnswer, CommandMeta } from '../command-answer.js';
import { directoryContext, personState } from '../directory/actor.js';
import { CommandWay } from '../way/command-way.js';
import { decided } from '../way/decided.js';
import { present } from '../way/present.js';
import { inventedIf } from './on-record.js';

export interface RegisterPersonPayload {
  readonly id: string;
  readonly name: string;
  readonly email?: string | undefined;
  /** BCP 47 tag; `en` where absent. */
  readonly language?: string | undefined;
  readonly illustrative?: boolean | undefined;
}

/** Puts a person in the directory; name and address are sealed under the person's own key. */
export class RegisterPerson extends Command<CommandAnswer> {
  constructor(
    readonly meta: CommandMeta,
    readonly payload: RegisterPersonPayload,
  ) {
    super();
  }
}

@CommandHandler(RegisterPerson)
export class RegisterPersonHandler implements ICommandHandler<RegisterPerson> {
  constructor(private readonly way: CommandWay) {}

  execute({ meta, payload }: RegisterPerson): Promise<CommandAnswer> {
    const { id, illustrative, ...rest } = payload;
    const stream = `person:${id}`;
    return this.way.take({ command: RegisterPerson.name, meta, payload, stream }, async (streams) => {
      const context = await directoryContext(streams, meta.actor);
      const command = present({ ...rest, person: id, illustrative: inventedIf(illustrative) });
      return decided(
        stream,
        registerPerson(await personState(streams, id), command, context),
        exactly(context.today),
      );
    });
  }
}
