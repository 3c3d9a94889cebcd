import { Query } from '@nestjs/cqrs';
import type { PlanTable } from '#projections';
import type { Seen } from './seen.js';

/** A plan with what stands beside each row on screen; null where there is no such plan. */
export class GetPlanTable extends Query<PlanTable | null> {
  constructor(
    readonly plan: string,
    readonly seen: Seen = {},
  ) {
    super();
  }
}
