import { Inject } from '@nestjs/common';
import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import { readTypes, type TypeList, type Vantage, type ViewAccess } from '#projections';
import { VIEW_ACCESS } from '../tokens.js';

/** The published types, newest version of each. */
export class ListTypes extends Query<TypeList> {
  constructor(readonly vantage: Vantage = {}) {
    super();
  }
}

@QueryHandler(ListTypes)
export class ListTypesHandler implements IQueryHandler<ListTypes> {
  constructor(@Inject(VIEW_ACCESS) private readonly views: ViewAccess) {}

  execute({ vantage }: ListTypes): Promise<TypeList> {
    return readTypes(this.views, vantage);
  }
}
