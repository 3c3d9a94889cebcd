import { Query } from '@nestjs/cqrs';
import type { PlanList } from '#projections';
import type { Seen } from './seen.js';

/** Every plan. */
export class ListPlans extends Query<PlanList> {
  constructor(readonly seen: Seen = {}) {
    super();
  }
}
