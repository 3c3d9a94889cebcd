import { Body, Controller, Get, HttpCode, Param, Post, Query, Res } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { type CommandMeta, GetTypeMigration, ListTypes, PublishType } from '#application';
import { typeList, typeMigration } from '#projections';
import { Answers, AnswersCommand } from '../http/answers.decorator.js';
import { type AcceptedBody, acceptedOr } from '../http/command-response.js';
import { id } from '../http/fields.js';
import { known } from '../http/problem.js';
import { Sight, sightOnly } from '../http/sight.js';
import { Sender } from '../sign-in/person-signed-in.js';
import { publishTypeRequest } from './type.requests.js';

const typeParams = z.strictObject({ type: id });

@ApiTags('types')
@Controller('v1/types')
export class TypesController {
  constructor(
    private readonly commands: CommandBus,
    private readonly queries: QueryBus,
    private readonly sight: Sight,
  ) {}

  @Get()
  @Answers(typeList, 'The published types, newest version of each')
  async list(@Query({ schema: sightOnly }) query: z.infer<typeof sightOnly>) {
    return await this.queries.execute(new ListTypes(await this.sight.of(query)));
  }

  @Get(':type/migration')
  @Answers(typeMigration, 'What the newest version of a type would make of the items that are not on it')
  async migration(
    @Param({ schema: typeParams }) { type }: z.infer<typeof typeParams>,
    @Query({ schema: sightOnly }) query: z.infer<typeof sightOnly>,
  ) {
    const seen = await this.sight.of(query);
    return known(await this.queries.execute(new GetTypeMigration(type, seen)), `type ${type}`);
  }

  @Post()
  @HttpCode(200)
  @AnswersCommand('Publish a type, or the next version of one')
  async publish(
    @Body({ schema: publishTypeRequest }) body: z.infer<typeof publishTypeRequest>,
    @Sender() meta: CommandMeta,
    @Res({ passthrough: true }) response: FastifyReply,
  ): Promise<AcceptedBody> {
    return acceptedOr('not-allowed', await this.commands.execute(new PublishType(meta, body)), response);
  }
}
