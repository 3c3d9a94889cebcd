import { Inject } from '@nestjs/common';
import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import { type Paper, readPaper, type Vantage, type ViewAccess } from '#projections';
import { VIEW_ACCESS } from '../tokens.js';

/** A plan as its paper prints it; null where there is no such plan. */
export class GetPaper extends Query<Paper | null> {
  constructor(
    readonly plan: string,
    readonly vantage: Vantage = {},
  ) {
    super();
  }
}

@QueryHandler(GetPaper)
export class GetPaperHandler implements IQueryHandler<GetPaper> {
  constructor(@Inject(VIEW_ACCESS) private readonly views: ViewAccess) {}

  execute({ plan, vantage }: GetPaper): Promise<Paper | null> {
    return readPaper(this.views, plan, vantage);
  }
}
