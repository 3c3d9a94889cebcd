import { Inject } from '@nestjs/common';
import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import { type PaperList, readPapers, type Vantage, type ViewAccess } from '#projections';
import { VIEW_ACCESS } from '../tokens.js';

/** Published papers, the last one first; of one plan where one is named. */
export class ListPapers extends Query<PaperList> {
  constructor(
    readonly plan: string | undefined,
    readonly vantage: Vantage = {},
  ) {
    super();
  }
}

@QueryHandler(ListPapers)
export class ListPapersHandler implements IQueryHandler<ListPapers> {
  constructor(@Inject(VIEW_ACCESS) private readonly views: ViewAccess) {}

  execute({ plan, vantage }: ListPapers): Promise<PaperList> {
    return readPapers(this.views, { plan }, vantage);
  }
}
