import { Inject } from '@nestjs/common';
import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import { type PlanList, readPlans, type Vantage, type ViewAccess } from '#projections';
import { VIEW_ACCESS } from '../tokens.js';

/** Every plan. */
export class ListPlans extends Query<PlanList> {
  constructor(readonly vantage: Vantage = {}) {
    super();
  }
}

@QueryHandler(ListPlans)
export class ListPlansHandler implements IQueryHandler<ListPlans> {
  constructor(@Inject(VIEW_ACCESS) private readonly views: ViewAccess) {}

  execute({ vantage }: ListPlans): Promise<PlanList> {
    return readPlans(this.views, vantage);
  }
}
