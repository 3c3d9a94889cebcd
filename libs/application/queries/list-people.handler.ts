import { Inject } from '@nestjs/common';
import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import { type PeopleList, readPeople, type Vantage, type ViewAccess } from '#projections';
import { VIEW_ACCESS } from '../tokens.js';

/** The people of the directory with their roles. */
export class ListPeople extends Query<PeopleList> {
  constructor(readonly vantage: Vantage = {}) {
    super();
  }
}

@QueryHandler(ListPeople)
export class ListPeopleHandler implements IQueryHandler<ListPeople> {
  constructor(@Inject(VIEW_ACCESS) private readonly views: ViewAccess) {}

  execute({ vantage }: ListPeople): Promise<PeopleList> {
    return readPeople(this.views, vantage);
  }
}
