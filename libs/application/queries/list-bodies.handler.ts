import { Query } from '@nestjs/cqrs';
import type { BodyList } from '#projections';
import type { Seen } from './seen.js';

/** The bodies of the directory. */
export class ListBodies extends Query<BodyList> {
  constructor(readonly seen: Seen = {}) {
    super();
  }
}
