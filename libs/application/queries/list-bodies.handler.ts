import { Inject } from '@nestjs/common';
import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import { type BodyList, readBodies, type Vantage, type ViewAccess } from '#projections';
import { VIEW_ACCESS } from '../tokens.js';

/** The bodies of the directory. */
export class ListBodies extends Query<BodyList> {
  constructor(readonly vantage: Vantage = {}) {
    super();
  }
}

@QueryHandler(ListBodies)
export class ListBodiesHandler implements IQueryHandler<ListBodies> {
  constructor(@Inject(VIEW_ACCESS) private readonly views: ViewAccess) {}

  execute({ vantage }: ListBodies): Promise<BodyList> {
    return readBodies(this.views, vantage);
  }
}
