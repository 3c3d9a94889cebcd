import { Query } from '@nestjs/cqrs';
import type { ItemList } from '#projections';
import type { Seen } from './seen.js';

/** Items, a page at a time. */
export class ListItems extends Query<ItemList> {
  constructor(
    readonly filter: ItemFilter,
    readonly seen: Seen = {},
  ) {
    super();
  }
}

export interface ItemFilter {
  readonly overdue?: boolean | undefined;
  readonly plan?: string | undefined;
  readonly cursor?: string | undefined;
  readonly limit?: number | undefined;
}
