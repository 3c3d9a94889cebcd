import { Inject } from '@nestjs/common';
import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import { paperSlug } from '#domain';
import { readPaperBytes, type Vantage, type ViewAccess } from '#projections';
import { VIEW_ACCESS } from '../tokens.js';

type PaperBytes = Awaited<ReturnType<typeof readPaperBytes>>;

/** The bytes that a paper's digest is over; null where there is no such paper. */
export class GetPaperBytes extends Query<PaperBytes> {
  constructor(
    readonly paper: string,
    readonly vantage: Vantage = {},
  ) {
    super();
  }
}

@QueryHandler(GetPaperBytes)
export class GetPaperBytesHandler implements IQueryHandler<GetPaperBytes> {
  constructor(@Inject(VIEW_ACCESS) private readonly views: ViewAccess) {}

  async execute({ paper, vantage }: GetPaperBytes): Promise<PaperBytes> {
    const slug = paperSlug(paper);
    return slug === null ? null : await readPaperBytes(this.views, slug, vantage);
  }
}
