import { Inject } from '@nestjs/common';
import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import { type ItemDetail, readItem, type Vantage, type ViewAccess } from '#projections';
import { ItemReferences } from '../items/item-references.js';
import { VIEW_ACCESS } from '../tokens.js';

/** One item; null where there is none. */
export class GetItem extends Query<ItemDetail | null> {
  constructor(
    readonly item: string,
    readonly vantage: Vantage = {},
  ) {
    super();
  }
}

@QueryHandler(GetItem)
export class GetItemHandler implements IQueryHandler<GetItem> {
  constructor(
    @Inject(VIEW_ACCESS) private readonly views: ViewAccess,
    private readonly references: ItemReferences,
  ) {}

  async execute({ item, vantage }: GetItem): Promise<ItemDetail | null> {
    const found = await this.references.resolve(item);
    return found === null ? null : readItem(this.views, found, vantage);
  }
}
