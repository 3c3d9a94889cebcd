import { Controller, Get, Query } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { ListRefusedAttempts } from '#application';
import { problemAnswer } from '../http/answer.schemas.js';
import { Answers } from '../http/answers.decorator.js';
import { count } from '../http/fields.js';
import { PeopleToday } from '../sign-in/people-today.js';
import { Reader, signInNeeded } from '../sign-in/person-signed-in.js';

const refusalsQuery = z.strictObject({ limit: count(1, 500).optional() });
const refusalsAnswer = z
  .object({
    attempts: z.array(
      z.object({
        id: z.string(),
        at: z.string(),
        position: z.number().int(),
        actor: z.string(),
        command: z.string(),
        target: z.string().nullable(),
        commandId: z.string(),
        refusals: problemAnswer.shape.refusals.unwrap(),
      }),
    ),
  })
  .meta({ id: 'RefusedAttempts' });

/** Commands that were turned down: kept apart from the ledger, for auditors. */
@ApiTags('audit')
@Controller('v1/refusals')
export class RefusalsController {
  constructor(
    private readonly queries: QueryBus,
    private readonly people: PeopleToday,
  ) {}

  @Get()
  @Answers(refusalsAnswer, 'Commands that the rules turned down, newest first; for auditors')
  async list(
    @Query({ schema: refusalsQuery }) { limit }: z.infer<typeof refusalsQuery>,
    @Reader() reader: string | null,
  ) {
    if (reader === null) throw signInNeeded();
    await this.people.mustHold(reader, ['auditor']);
    return { attempts: await this.queries.execute(new ListRefusedAttempts(limit)) };
  }
}
