import { Inject } from '@nestjs/common';
import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import type { Ledger } from '#ledger';
import { readWork, type Vantage, type ViewAccess, type Work } from '#projections';
import { actorOf, personState } from '../directory/actor.js';
import { LEDGER, VIEW_ACCESS } from '../tokens.js';
import { CommandStreams } from '../way/command-streams.js';

/** What a person owes, has to clear and to approve, and waits for; null where there is no such person. */
export class GetWork extends Query<Work | null> {
  constructor(
    readonly person: string,
    readonly vantage: Pick<Vantage, 'waitFor'> = {},
  ) {
    super();
  }
}

/** Items come from the views; what the person holds comes from their own stream, as for a command. */
@QueryHandler(GetWork)
export class GetWorkHandler implements IQueryHandler<GetWork> {
  constructor(
    @Inject(LEDGER) private readonly ledger: Ledger,
    @Inject(VIEW_ACCESS) private readonly views: ViewAccess,
  ) {}

  async execute({ person, vantage }: GetWork): Promise<Work | null> {
    const streams = new CommandStreams(this.ledger);
    if ((await personState(streams, person)) === null) return null;
    return readWork(this.views, await actorOf(streams, person), vantage);
  }
}
