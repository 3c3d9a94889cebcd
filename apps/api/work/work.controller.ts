import { Controller, Get, Inject, Query } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { CONFIGURATION, GetWork, type ServerConfiguration } from '#application';
import { work } from '#projections';
import { Answers } from '../http/answers.decorator.js';
import { id } from '../http/fields.js';
import { known } from '../http/problem.js';
import { sightQuery } from '../http/sight.js';
import { PeopleToday } from '../sign-in/people-today.js';
import { Reader, signInNeeded } from '../sign-in/person-signed-in.js';

const workQuery = z.strictObject({
  person: id
    .optional()
    .meta({ description: 'Somebody else, for administrators and auditors, and in demo mode for everybody' }),
  waitFor: sightQuery.waitFor,
});

/** What is on somebody's plate. */
@ApiTags('work')
@Controller('v1/work')
export class WorkController {
  constructor(
    private readonly queries: QueryBus,
    private readonly people: PeopleToday,
    @Inject(CONFIGURATION) private readonly configuration: ServerConfiguration,
  ) {}

  @Get()
  @Answers(work, 'What one owes, has to clear and to approve, and waits for, now')
  async get(
    @Query({ schema: workQuery }) { person, waitFor }: z.infer<typeof workQuery>,
    @Reader() reader: string | null,
  ) {
    const whose = person ?? reader;
    if (whose === null) throw signInNeeded();
    if (whose !== reader && !this.configuration.demo) {
      if (reader === null) throw signInNeeded();
      await this.people.mustHold(reader, ['administrator', 'auditor']);
    }
    return known(await this.queries.execute(new GetWork(whose, { waitFor })), `person ${whose}`);
  }
}
