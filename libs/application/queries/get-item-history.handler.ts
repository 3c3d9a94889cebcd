import { Inject } from '@nestjs/common';
import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import type { Ledger } from '#ledger';
import { type ItemHistory, readItemHistory, type Vantage, type ViewAccess } from '#projections';
import { actorOf } from '../directory/actor.js';
import { ItemReferences } from '../items/item-references.js';
import { LEDGER, VIEW_ACCESS } from '../tokens.js';
import { CommandStreams } from '../way/command-streams.js';

/** What happened to an item, who decided and why; null where there is none. */
export class GetItemHistory extends Query<ItemHistory | null> {
  constructor(
    readonly item: string,
    readonly vantage: Vantage = {},
    /** Who asks, and is told which entries they may correct; null: nobody is signed in. */
    readonly reader: string | null = null,
  ) {
    super();
  }
}

@QueryHandler(GetItemHistory)
export class GetItemHistoryHandler implements IQueryHandler<GetItemHistory> {
  constructor(
    @Inject(VIEW_ACCESS) private readonly views: ViewAccess,
    @Inject(LEDGER) private readonly ledger: Ledger,
    private readonly references: ItemReferences,
  ) {}

  async execute({ item, vantage, reader }: GetItemHistory): Promise<ItemHistory | null> {
    const found = await this.references.resolve(item);
    if (found === null) return null;
    const asker = reader === null ? null : await actorOf(new CommandStreams(this.ledger), reader);
    return readItemHistory(this.views, found, vantage, asker);
  }
}
