import { Controller, Get, Inject, Query, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { LEDGER } from '#application';
import { entryJson, entryToJson, type Ledger } from '#ledger';
import { Answers } from '../http/answers.decorator.js';
import { count } from '../http/fields.js';

const entriesQuery = z.strictObject({
  after: count(0, Number.MAX_SAFE_INTEGER).optional(),
  limit: count(1, 1000).optional(),
});
const entriesAnswer = z
  .object({
    ledger: z.string(),
    last: z.number().int().meta({ description: 'The ledger’s last position when this was read' }),
    entries: z.array(entryJson),
  })
  .meta({ id: 'LedgerEntries' });

/** The record as it is stored, for whoever recomputes it. Personal text stays sealed. */
@ApiTags('audit')
@Controller('v1/ledger/entries')
export class EntriesController {
  constructor(@Inject(LEDGER) private readonly ledger: Ledger) {}

  @Get()
  @Answers(entriesAnswer, 'Entries after a position with every column, for verification')
  async page(
    @Query({ schema: entriesQuery }) { after = 0, limit = 200 }: z.infer<typeof entriesQuery>,
    @Res({ passthrough: true }) response: FastifyReply,
  ) {
    const last = await this.ledger.lastPosition();
    const entries = await this.ledger.readEntries(after, limit);
    const reached = entries.at(-1)?.position ?? after;
    if (reached < last)
      response.header('Link', `</v1/ledger/entries?after=${reached}&limit=${limit}>; rel="next"`);
    response.header('Actum-Position', String(last));
    return { ledger: this.ledger.name, last, entries: entries.map(entryToJson) };
  }
}
