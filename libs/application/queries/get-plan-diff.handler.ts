import { Inject } from '@nestjs/common';
import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import { type DiffVantages, type PlanDiffAnswer, readPlanDiff, type ViewAccess } from '#projections';
import { VIEW_ACCESS } from '../tokens.js';

/** What changed in a plan between two days; null where there is no such plan. */
export class GetPlanDiff extends Query<PlanDiffAnswer | null> {
  constructor(
    readonly plan: string,
    readonly vantages: DiffVantages,
  ) {
    super();
  }
}

@QueryHandler(GetPlanDiff)
export class GetPlanDiffHandler implements IQueryHandler<GetPlanDiff> {
  constructor(@Inject(VIEW_ACCESS) private readonly views: ViewAccess) {}

  execute({ plan, vantages }: GetPlanDiff): Promise<PlanDiffAnswer | null> {
    return readPlanDiff(this.views, plan, vantages);
  }
}
