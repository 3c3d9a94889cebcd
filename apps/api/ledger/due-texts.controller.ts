import { Controller, Get, Query } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { ReadDueText } from '#application';
import { dueReading } from '#projections';
import { Answers } from '../http/answers.decorator.js';
import { text } from '../http/fields.js';

const readingQuery = z.strictObject({ text: text(100) });

/** What texts for days mean: no part of the record, only its way of reading. */
@ApiTags('ledger')
@Controller('v1/due-texts')
export class DueTextsController {
  constructor(private readonly queries: QueryBus) {}

  @Get()
  @Answers(dueReading, 'How a text for a day would be read')
  async read(@Query({ schema: readingQuery }) query: z.infer<typeof readingQuery>) {
    return await this.queries.execute(new ReadDueText(query.text));
  }
}
