import { Inject } from '@nestjs/common';
import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import { type ItemHistory, readItemHistory, type Vantage, type ViewAccess } from '#projections';
import { ItemReferences } from '../items/item-references.js';
import { VIEW_ACCESS } from '../tokens.js';

/** What happened to an item, who decided and why; null where there is none. */
export class GetItemHistory extends Query<ItemHistory | null> {
  constructor(
    readonly item: string,
    readonly vantage: Vantage = {},
  ) {
    super();
  }
}

@QueryHandler(GetItemHistory)
export class GetItemHistoryHandler implements IQueryHandler<GetItemHistory> {
  constructor(
    @Inject(VIEW_ACCESS) private readonly views: ViewAccess,
    private readonly references: ItemReferences,
  ) {}

  async execute({ item, vantage }: GetItemHistory): Promise<ItemHistory | null> {
    const found = await this.references.resolve(item);
    return found === null ? null : readItemHistory(this.views, found, vantage);
  }
}
