import { Inject } from '@nestjs/common';
import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import { paperSlug } from '#domain';
import { type PublishedPaper, readPublishedPaper, type Vantage, type ViewAccess } from '#projections';
import { VIEW_ACCESS } from '../tokens.js';

/** A paper as it was published, by its id or its number; null where there is none. */
export class GetPublishedPaper extends Query<PublishedPaper | null> {
  constructor(
    readonly paper: string,
    readonly vantage: Vantage = {},
  ) {
    super();
  }
}

@QueryHandler(GetPublishedPaper)
export class GetPublishedPaperHandler implements IQueryHandler<GetPublishedPaper> {
  constructor(@Inject(VIEW_ACCESS) private readonly views: ViewAccess) {}

  async execute({ paper, vantage }: GetPublishedPaper): Promise<PublishedPaper | null> {
    const slug = paperSlug(paper);
    return slug === null ? null : await readPublishedPaper(this.views, slug, vantage);
  }
}
