import { Query } from '@nestjs/cqrs';
import type { PeopleList } from '#projections';
import type { Seen } from './seen.js';

/** The people of the directory with their roles. */
export class ListPeople extends Query<PeopleList> {
  constructor(readonly seen: Seen = {}) {
    super();
  }
}
