import { Query } from '@nestjs/cqrs';
import type { LedgerInfo } from '#projections';
import type { Seen } from './seen.js';

/** What ledger this is, and where its clock stands. */
export class GetLedgerInfo extends Query<LedgerInfo> {
  constructor(readonly seen: Seen = {}) {
    super();
  }
}
