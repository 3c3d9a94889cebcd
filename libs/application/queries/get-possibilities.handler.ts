import { Query } from '@nestjs/cqrs';
import type { Possibilities } from '#projections';

/** What can be done with an item now, and what keeps the rest from it; null where there is none. */
export class GetPossibilities extends Query<Possibilities | null> {
  constructor(
    readonly item: string,
    /** Who asks; null: nobody is signed in. */
    readonly actor: string | null,
  ) {
    super();
  }
}
