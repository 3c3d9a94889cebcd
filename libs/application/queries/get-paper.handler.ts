import { Query } from '@nestjs/cqrs';
import type { Paper } from '#projections';
import type { Seen } from './seen.js';

/** A plan as its paper prints it; null where there is no such plan. */
export class GetPaper extends Query<Paper | null> {
  constructor(
    readonly plan: string,
    readonly seen: Seen = {},
  ) {
    super();
  }
}
