import { Body, Controller, Get, HttpCode, Param, Post, Query, Res } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import {
  type CommandMeta,
  GetPaperBytes,
  GetPublishedPaper,
  ListPapers,
  PublishCorrigendum,
} from '#application';
import { paperList, publishedPaper } from '#projections';
import { Answers, AnswersCommand } from '../http/answers.decorator.js';
import { type AcceptedBody, acceptedOr } from '../http/command-response.js';
import { known } from '../http/problem.js';
import { Sight, sightOnly } from '../http/sight.js';
import { Sender } from '../sign-in/person-signed-in.js';
import { corrigendumRequest, paperParams, papersQuery } from './paper.requests.js';

/** Papers as they were published, and what has been said about them since. */
@ApiTags('papers')
@Controller('v1/papers')
export class PapersController {
  constructor(
    private readonly commands: CommandBus,
    private readonly queries: QueryBus,
    private readonly sight: Sight,
  ) {}

  @Get()
  @Answers(paperList, 'Published papers, the last one first')
  async list(@Query({ schema: papersQuery }) { plan, ...query }: z.infer<typeof papersQuery>) {
    return await this.queries.execute(new ListPapers(plan, await this.sight.of(query)));
  }

  @Get(':paper')
  @Answers(publishedPaper, 'A paper as it was published, with its corrigenda and what came too late for it')
  async get(
    @Param({ schema: paperParams }) { paper }: z.infer<typeof paperParams>,
    @Query({ schema: sightOnly }) query: z.infer<typeof sightOnly>,
  ) {
    const seen = await this.sight.of(query);
    return known(await this.queries.execute(new GetPublishedPaper(paper, seen)), `paper ${paper}`);
  }

  /** Byte for byte what the digest was taken over, for as long as the ledger is there. */
  @Get(':paper/content')
  @ApiOperation({ summary: 'The RFC 8785 bytes of a published paper; their SHA-256 is its digest' })
  @ApiProduces('application/json')
  async content(
    @Param({ schema: paperParams }) { paper }: z.infer<typeof paperParams>,
    @Query({ schema: sightOnly }) query: z.infer<typeof sightOnly>,
    @Res() response: FastifyReply,
  ): Promise<void> {
    const seen = await this.sight.of(query);
    const found = known(await this.queries.execute(new GetPaperBytes(paper, seen)), `paper ${paper}`);
    const base64 = Buffer.from(found.digest, 'hex').toString('base64');
    response
      .headers({ 'Repr-Digest': `sha-256=:${base64}:`, ETag: `"${found.digest}"` })
      .header('Actum-Position', String(found.position))
      .type('application/json')
      .send(Buffer.from(found.bytes, 'utf8'));
  }

  @Post(':paper/corrigenda')
  @HttpCode(200)
  @AnswersCommand('Say beside a published paper what is wrong with it; the paper stays as it is')
  async correct(
    @Param({ schema: paperParams }) { paper }: z.infer<typeof paperParams>,
    @Body({ schema: corrigendumRequest }) body: z.infer<typeof corrigendumRequest>,
    @Sender() meta: CommandMeta,
    @Res({ passthrough: true }) response: FastifyReply,
  ): Promise<AcceptedBody> {
    const command = new PublishCorrigendum(meta, { ...body, paper });
    return acceptedOr('not-allowed', await this.commands.execute(command), response);
  }
}
