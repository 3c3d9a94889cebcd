import { Inject } from '@nestjs/common';
import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import { type LedgerInfo, readLedgerInfo, type Vantage, type ViewAccess } from '#projections';
import { VIEW_ACCESS } from '../tokens.js';

/** What ledger this is, and where its clock stands. */
export class GetLedgerInfo extends Query<LedgerInfo> {
  constructor(readonly vantage: Vantage = {}) {
    super();
  }
}

@QueryHandler(GetLedgerInfo)
export class GetLedgerInfoHandler implements IQueryHandler<GetLedgerInfo> {
  constructor(@Inject(VIEW_ACCESS) private readonly views: ViewAccess) {}

  execute({ vantage }: GetLedgerInfo): Promise<LedgerInfo> {
    return readLedgerInfo(this.views, vantage);
  }
}
