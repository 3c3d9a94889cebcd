import { Body, Controller, Get, HttpCode, Inject, Post, Query, Req, Res } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import {
  AdvanceClock,
  BeginReminders,
  CONFIGURATION,
  type CommandMeta,
  DefinePeriod,
  GetLedgerInfo,
  ListPeriods,
  OpenLedger,
  type ServerConfiguration,
} from '#application';
import { ledgerInfo, periodList } from '#projections';
import { Answers, AnswersCommand } from '../http/answers.decorator.js';
import { commandMeta } from '../http/command-meta.js';
import { type AcceptedBody, acceptedOr } from '../http/command-response.js';
import { Problem } from '../http/problem.js';
import { Sight, sightOnly } from '../http/sight.js';
import { bearerOf } from '../sign-in/bearer.js';
import { isFoundingToken } from '../sign-in/founding-token.js';
import { commandHeaders, OpenToAll, Sender } from '../sign-in/person-signed-in.js';
import { advanceClockRequest, definePeriodRequest, noFields, openLedgerRequest } from './ledger.requests.js';

const ledgerAnswer = ledgerInfo
  .extend({ demo: z.boolean().meta({ description: 'Anybody on this machine may sign in as anybody' }) })
  .meta({ id: 'LedgerAnswer' });

@ApiTags('ledger')
@Controller('v1')
export class LedgerController {
  constructor(
    private readonly commands: CommandBus,
    private readonly queries: QueryBus,
    private readonly sight: Sight,
    @Inject(CONFIGURATION) private readonly configuration: ServerConfiguration,
  ) {}

  @Get('ledger')
  @OpenToAll()
  @Answers(ledgerAnswer, 'Which ledger this is, and where its clock stands')
  async info(@Query({ schema: z.strictObject({}) }) _query: object) {
    const info = await this.queries.execute(new GetLedgerInfo());
    return { ...info, demo: this.configuration.demo };
  }

  @Post('ledger')
  @HttpCode(200)
  @OpenToAll()
  @AnswersCommand('Found an empty ledger and name its first administrators')
  async open(
    @Body({ schema: openLedgerRequest }) body: z.infer<typeof openLedgerRequest>,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) response: FastifyReply,
  ): Promise<AcceptedBody> {
    if (!this.configuration.demo && !isFoundingToken(bearerOf(request), this.configuration))
      throw new Problem(
        'not-signed-in',
        'LEDGER.FOUNDING_TOKEN',
        'Founding a ledger needs the bearer token set as ACTUM_FOUNDING_TOKEN.',
        {},
        { 'WWW-Authenticate': 'Bearer' },
      );
    const founder = body.administrators[0]?.id ?? '';
    const meta = commandMeta(commandHeaders(request), founder);
    return acceptedOr('not-allowed', await this.commands.execute(new OpenLedger(meta, body)), response);
  }

  @Post('clock')
  @HttpCode(200)
  @AnswersCommand('Move a simulated clock forward')
  async advanceClock(
    @Body({ schema: advanceClockRequest }) body: z.infer<typeof advanceClockRequest>,
    @Sender() meta: CommandMeta,
    @Res({ passthrough: true }) response: FastifyReply,
  ): Promise<AcceptedBody> {
    return acceptedOr('not-allowed', await this.commands.execute(new AdvanceClock(meta, body)), response);
  }

  @Post('reminders/begin')
  @HttpCode(200)
  @AnswersCommand('Let reminders go out from now on')
  async beginReminders(
    @Body({ schema: noFields }) _body: unknown,
    @Sender() meta: CommandMeta,
    @Res({ passthrough: true }) response: FastifyReply,
  ): Promise<AcceptedBody> {
    return acceptedOr('not-allowed', await this.commands.execute(new BeginReminders(meta, {})), response);
  }

  @Get('ledger/periods')
  @Answers(periodList, 'The stretches of days that due texts may name')
  async periods(@Query({ schema: sightOnly }) query: z.infer<typeof sightOnly>) {
    return await this.queries.execute(new ListPeriods(await this.sight.of(query)));
  }

  @Post('ledger/periods')
  @HttpCode(200)
  @AnswersCommand('Define a stretch of days that due texts may name')
  async definePeriod(
    @Body({ schema: definePeriodRequest }) body: z.infer<typeof definePeriodRequest>,
    @Sender() meta: CommandMeta,
    @Res({ passthrough: true }) response: FastifyReply,
  ): Promise<AcceptedBody> {
    return acceptedOr('not-allowed', await this.commands.execute(new DefinePeriod(meta, body)), response);
  }
}
