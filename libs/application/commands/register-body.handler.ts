import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { exactly, foldBody, registerBody } from '#domain';
import type { CommandAnswer, CommandMeta } from '../command-answer.js';
import { directoryContext } from '../directory/actor.js';
import { knownAmong } from '../directory/known-among.js';
import type { CommandStreams } from '../way/command-streams.js';
import { CommandWay } from '../way/command-way.js';
import { type Decided, decided } from '../way/decided.js';
import { present } from '../way/present.js';
import { inventedIf } from './on-record.js';

export interface RegisterBodyPayload {
  readonly id: string;
  readonly name: string;
  /** The person who is written to on its behalf. */
  readonly liaison?: string | undefined;
  readonly illustrative?: boolean | undefined;
}

/** Puts a body that decides in the directory. */
export class RegisterBody extends Command<CommandAnswer> {
  constructor(
    readonly meta: CommandMeta,
    readonly payload: RegisterBodyPayload,
  ) {
    super();
  }
}

@CommandHandler(RegisterBody)
export class RegisterBodyHandler implements ICommandHandler<RegisterBody> {
  constructor(private readonly way: CommandWay) {}

  execute({ meta, payload }: RegisterBody): Promise<CommandAnswer> {
    const underway = { command: RegisterBody.name, meta, payload, stream: `body:${payload.id}` };
    return this.way.take(underway, (streams) => decide(streams, payload, meta.actor));
  }
}

async function decide(
  streams: CommandStreams,
  payload: RegisterBodyPayload,
  actor: string,
): Promise<Decided> {
  const { id, name, liaison, illustrative } = payload;
  const stream = `body:${id}` as const;
  const state = foldBody(await streams.read(stream));
  const isLiaisonKnown = (await knownAmong(streams, 'person', [liaison])).size > 0;
  const context = { ...(await directoryContext(streams, actor)), isLiaisonKnown };
  const command = present({ body: id, name, liaison, illustrative: inventedIf(illustrative) });
  return decided(stream, registerBody(state, command, context), exactly(context.today));
}
