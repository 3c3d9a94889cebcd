import { Inject } from '@nestjs/common';
import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import { type PeriodList, readPeriods, type Vantage, type ViewAccess } from '#projections';
import { VIEW_ACCESS } from '../tokens.js';

/** The stretches of days that due texts may name. */
export class ListPeriods extends Query<PeriodList> {
  constructor(readonly vantage: Vantage = {}) {
    super();
  }
}

@QueryHandler(ListPeriods)
export class ListPeriodsHandler implements IQueryHandler<ListPeriods> {
  constructor(@Inject(VIEW_ACCESS) private readonly views: ViewAccess) {}

  execute({ vantage }: ListPeriods): Promise<PeriodList> {
    return readPeriods(this.views, vantage);
  }
}
