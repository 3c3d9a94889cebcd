import { Query } from '@nestjs/cqrs';
import type { ItemHistory } from '#projections';
import type { Seen } from './seen.js';

/** What happened to an item, who decided and why; null where there is none. */
export class GetItemHistory extends Query<ItemHistory | null> {
  constructor(
    readonly item: string,
    readonly seen: Seen = {},
  ) {
    super();
  }
}
