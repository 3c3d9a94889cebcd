import { Body, Controller, Get, HttpCode, Post, Query, Res } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { z } from 'zod';
import { type CommandMeta, ListBodies, RegisterBody } from '#application';
import { bodyList } from '#projections';
import { Answers, AnswersCommand } from '../http/answers.decorator.js';
import { type AcceptedBody, acceptedOr } from '../http/command-response.js';
import { Sight, sightOnly } from '../http/sight.js';
import { Sender } from '../sign-in/person-signed-in.js';
import { registerBodyRequest } from './directory.requests.js';

@ApiTags('directory')
@Controller('v1/bodies')
export class BodiesController {
  constructor(
    private readonly commands: CommandBus,
    private readonly queries: QueryBus,
    private readonly sight: Sight,
  ) {}

  @Get()
  @Answers(bodyList, 'The bodies of the directory')
  async list(@Query({ schema: sightOnly }) query: z.infer<typeof sightOnly>) {
    return await this.queries.execute(new ListBodies(await this.sight.of(query)));
  }

  @Post()
  @HttpCode(200)
  @AnswersCommand('Put a body that decides in the directory')
  async register(
    @Body({ schema: registerBodyRequest }) body: z.infer<typeof registerBodyRequest>,
    @Sender() meta: CommandMeta,
    @Res({ passthrough: true }) response: FastifyReply,
  ): Promise<AcceptedBody> {
    return acceptedOr('not-allowed', await this.commands.execute(new RegisterBody(meta, body)), response);
  }
}
