import { Inject } from '@nestjs/common';
import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import { type PlanTable, readPlanTable, type Vantage, type ViewAccess } from '#projections';
import { VIEW_ACCESS } from '../tokens.js';

/** A plan with what stands beside each row on screen; null where there is no such plan. */
export class GetPlanTable extends Query<PlanTable | null> {
  constructor(
    readonly plan: string,
    readonly vantage: Vantage = {},
  ) {
    super();
  }
}

@QueryHandler(GetPlanTable)
export class GetPlanTableHandler implements IQueryHandler<GetPlanTable> {
  constructor(@Inject(VIEW_ACCESS) private readonly views: ViewAccess) {}

  execute({ plan, vantage }: GetPlanTable): Promise<PlanTable | null> {
    return readPlanTable(this.views, plan, vantage);
  }
}
