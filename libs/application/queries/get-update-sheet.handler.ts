import { Inject } from '@nestjs/common';
import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import { type ItemFilter, type ItemSummary, readItems, type Vantage, type ViewAccess } from '#projections';
import { MOST_ROWS } from '../sheet/read-sheet.js';
import { updateSheet } from '../sheet/update-sheet.js';
import { VIEW_ACCESS } from '../tokens.js';

export interface UpdateSheet {
  readonly csv: string;
  readonly position: number;
}

/** Items as a sheet to be filled in and imported; null where there are more of them than one may hold. */
export class GetUpdateSheet extends Query<UpdateSheet | null> {
  constructor(
    readonly filter: Omit<ItemFilter, 'cursor' | 'limit'>,
    readonly vantage: Vantage = {},
  ) {
    super();
  }
}

@QueryHandler(GetUpdateSheet)
export class GetUpdateSheetHandler implements IQueryHandler<GetUpdateSheet> {
  constructor(@Inject(VIEW_ACCESS) private readonly views: ViewAccess) {}

  /** Every page as on record at the first one's position. */
  async execute({ filter, vantage }: GetUpdateSheet): Promise<UpdateSheet | null> {
    const { items, next, knownAt, position } = await readItems(
      this.views,
      { ...filter, limit: 500 },
      vantage,
    );
    const all: ItemSummary[] = [...items];
    for (let cursor = next; cursor !== undefined && all.length <= MOST_ROWS; ) {
      const page = await readItems(
        this.views,
        { ...filter, limit: 500, cursor },
        { ...vantage, knownAt: knownAt.position },
      );
      all.push(...page.items);
      cursor = page.next;
    }
    return all.length > MOST_ROWS ? null : { csv: updateSheet(all), position };
  }
}
