import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { exactly, foldPaper, type Illustrative, paperSlug, publishCorrigendum } from '#domain';
import type { CommandAnswer, CommandMeta } from '../command-answer.js';
import { actorOf } from '../directory/actor.js';
import type { CommandStreams } from '../way/command-streams.js';
import { CommandWay } from '../way/command-way.js';
import { type Decided, decided, notFound } from '../way/decided.js';
import { present } from '../way/present.js';

export interface PublishCorrigendumPayload {
  /** A published paper's id or number. */
  readonly paper: string;
  readonly text: string;
  readonly number?: string | undefined;
  /** The number of the row that it corrects. */
  readonly row?: string | undefined;
  readonly reason?: string | undefined;
  readonly ground?: string | undefined;
  readonly illustrative?: readonly Illustrative[] | undefined;
}

/** Says beside a published paper what is wrong with it. */
export class PublishCorrigendum extends Command<CommandAnswer> {
  constructor(
    readonly meta: CommandMeta,
    readonly payload: PublishCorrigendumPayload,
  ) {
    super();
  }
}

@CommandHandler(PublishCorrigendum)
export class PublishCorrigendumHandler implements ICommandHandler<PublishCorrigendum> {
  constructor(private readonly way: CommandWay) {}

  async execute({ meta, payload }: PublishCorrigendum): Promise<CommandAnswer> {
    const paper = paperSlug(payload.paper);
    if (paper === null) return { outcome: 'not-found', what: `paper ${payload.paper}` };
    const underway = { command: PublishCorrigendum.name, meta, payload, stream: `paper:${paper}` };
    return await this.way.take(underway, (streams) => decide(streams, paper, payload, meta.actor));
  }
}

async function decide(
  streams: CommandStreams,
  paper: string,
  payload: PublishCorrigendumPayload,
  actor: string,
): Promise<Decided> {
  const stream = `paper:${paper}` as const;
  const state = foldPaper(await streams.read(stream));
  if (state === null) return notFound(`paper ${payload.paper}`);
  const context = { actor: await actorOf(streams, actor) };
  const decision = publishCorrigendum(state, present(payload), context);
  return decided(stream, decision, exactly(await streams.today()));
}
