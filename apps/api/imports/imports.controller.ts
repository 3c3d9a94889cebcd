import { Body, Controller, Get, HttpCode, Post, Query, Res } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { type CommandMeta, GetUpdateSheet, ImportSheet, MOST_ROWS } from '#application';
import { Answers } from '../http/answers.decorator.js';
import { dryRunQuery } from '../http/fields.js';
import { invalidRequest } from '../http/problem.js';
import { Sight, sightQuery } from '../http/sight.js';
import { itemFilterOf, itemFilterQuery } from '../items/item-filter.js';
import { Reader, Sender } from '../sign-in/person-signed-in.js';
import { importAnswer } from './import.answer.js';

const sheetQuery = z.strictObject({ ...sightQuery, ...itemFilterQuery });
const importRequest = z
  .strictObject({
    sheet: z.string().min(1, 'must not be empty').meta({
      description: 'CSV with a heading, as GET /v1/imports/sheet gives it; commas, semicolons or tabs',
    }),
  })
  .meta({ id: 'ImportRequest' });

/** Many items' updates at once, as a sheet that a spreadsheet opens. */
@ApiTags('imports')
@Controller('v1/imports')
export class ImportsController {
  constructor(
    private readonly commands: CommandBus,
    private readonly queries: QueryBus,
    private readonly sight: Sight,
  ) {}

  @Get('sheet')
  @Answers(z.string(), 'Items as a sheet to fill in: UTF-8 CSV with a byte order mark')
  async sheet(
    @Query({ schema: sheetQuery }) query: z.infer<typeof sheetQuery>,
    @Reader() reader: string | null,
    @Res({ passthrough: true }) response: FastifyReply,
  ): Promise<string> {
    const { asOf, knownAt, waitFor, ...asked } = query;
    const vantage = await this.sight.of({ asOf, knownAt, waitFor });
    const found = await this.queries.execute(new GetUpdateSheet(itemFilterOf(asked, reader), vantage));
    if (found === null)
      throw invalidRequest([
        {
          field: 'query',
          message: `names more than ${MOST_ROWS} items, which a sheet can hold; narrow it down`,
        },
      ]);
    response
      .type('text/csv; charset=utf-8')
      .header('Cache-Control', 'no-store')
      .header('Content-Disposition', 'attachment; filename="updates.csv"')
      .header('Actum-Position', String(found.position));
    return found.csv;
  }

  /** Each row is a command of its own, so that one that is refused leaves the others as they are. */
  @Post()
  @HttpCode(200)
  @Answers(importAnswer, 'What became of each row of a sheet, or would')
  async import(
    @Query({ schema: dryRunQuery }) { dryRun = false }: z.infer<typeof dryRunQuery>,
    @Body({ schema: importRequest }) { sheet }: z.infer<typeof importRequest>,
    @Sender() meta: CommandMeta,
  ): Promise<z.infer<typeof importAnswer>> {
    const answer = await this.commands.execute(new ImportSheet(meta, { sheet }, dryRun));
    if (answer.outcome === 'unreadable')
      throw invalidRequest(
        answer.faults.map((message) => ({ field: 'sheet', message })),
        'SHEET.UNREADABLE',
      );
    const counts: Record<string, number> = {};
    for (const { verdict } of answer.rows) counts[verdict] = (counts[verdict] ?? 0) + 1;
    const { position, refused, otherColumns } = answer;
    const rows = answer.rows.map((row) => ({
      ...row,
      events: [...row.events],
      problems: row.problems.map((problem) => ({ ...problem })),
    }));
    return { dryRun, counts, rows, otherColumns: [...otherColumns], position, refused };
  }
}
