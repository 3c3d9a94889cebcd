import { Query } from '@nestjs/cqrs';
import type { ItemDetail } from '#projections';
import type { Seen } from './seen.js';

/** One item; null where there is none. */
export class GetItem extends Query<ItemDetail | null> {
  constructor(
    readonly item: string,
    readonly seen: Seen = {},
  ) {
    super();
  }
}
