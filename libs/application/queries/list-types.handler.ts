import { Query } from '@nestjs/cqrs';
import type { TypeList } from '#projections';
import type { Seen } from './seen.js';

/** The published types, newest version of each. */
export class ListTypes extends Query<TypeList> {
  constructor(readonly seen: Seen = {}) {
    super();
  }
}
