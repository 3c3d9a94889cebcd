import { Inject } from '@nestjs/common';
import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import { type ItemFilter, type ItemList, readItems, type Vantage, type ViewAccess } from '#projections';
import { VIEW_ACCESS } from '../tokens.js';

/** Items, a page at a time. */
export class ListItems extends Query<ItemList> {
  constructor(
    readonly filter: ItemFilter,
    readonly vantage: Vantage = {},
  ) {
    super();
  }
}

@QueryHandler(ListItems)
export class ListItemsHandler implements IQueryHandler<ListItems> {
  constructor(@Inject(VIEW_ACCESS) private readonly views: ViewAccess) {}

  execute({ filter, vantage }: ListItems): Promise<ItemList> {
    return readItems(this.views, filter, vantage);
  }
}
