import { Body, Controller, Get, HttpCode, Param, Post, Query, Res } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import {
  type CommandMeta,
  EndorsePlan,
  ExtendPlan,
  GetPaper,
  GetPlanDiff,
  GetPlanTable,
  ListPlans,
  PublishPaper,
} from '#application';
import { paper, planDiff, planList, planTable } from '#projections';
import { Answers, AnswersCommand } from '../http/answers.decorator.js';
import { type AcceptedBody, acceptedOr } from '../http/command-response.js';
import { id } from '../http/fields.js';
import { known } from '../http/problem.js';
import { Sight, sightOnly } from '../http/sight.js';
import { planDiffQuery, publishPaperRequest } from '../papers/paper.requests.js';
import { Sender } from '../sign-in/person-signed-in.js';
import { endorsePlanRequest, extendPlanRequest } from './plan.requests.js';

const planParams = z.strictObject({ plan: id });

@ApiTags('plans')
@Controller('v1/plans')
export class PlansController {
  constructor(
    private readonly commands: CommandBus,
    private readonly queries: QueryBus,
    private readonly sight: Sight,
  ) {}

  @Get()
  @Answers(planList, 'Every plan')
  async list(@Query({ schema: sightOnly }) query: z.infer<typeof sightOnly>) {
    return await this.queries.execute(new ListPlans(await this.sight.of(query)));
  }

  @Post()
  @HttpCode(200)
  @AnswersCommand('Put a body’s endorsement of a plan on record, and open its items')
  async endorse(
    @Body({ schema: endorsePlanRequest }) body: z.infer<typeof endorsePlanRequest>,
    @Sender() meta: CommandMeta,
    @Res({ passthrough: true }) response: FastifyReply,
  ): Promise<AcceptedBody> {
    return acceptedOr('not-allowed', await this.commands.execute(new EndorsePlan(meta, body)), response);
  }

  @Post(':plan/items')
  @HttpCode(200)
  @AnswersCommand('Add items to an endorsed plan, and open them')
  async extend(
    @Param({ schema: planParams }) { plan }: z.infer<typeof planParams>,
    @Body({ schema: extendPlanRequest }) body: z.infer<typeof extendPlanRequest>,
    @Sender() meta: CommandMeta,
    @Res({ passthrough: true }) response: FastifyReply,
  ): Promise<AcceptedBody> {
    const command = new ExtendPlan(meta, { ...body, plan });
    return acceptedOr('refused', await this.commands.execute(command), response);
  }

  @Get(':plan/paper')
  @Answers(paper, 'A plan as its paper prints it')
  async paper(
    @Param({ schema: planParams }) { plan }: z.infer<typeof planParams>,
    @Query({ schema: sightOnly }) query: z.infer<typeof sightOnly>,
  ) {
    const seen = await this.sight.of(query);
    return known(await this.queries.execute(new GetPaper(plan, seen)), `plan ${plan}`);
  }

  @Post(':plan/papers')
  @HttpCode(200)
  @AnswersCommand('Publish a paper about a plan: what it prints is fixed for good')
  async publish(
    @Param({ schema: planParams }) { plan }: z.infer<typeof planParams>,
    @Body({ schema: publishPaperRequest }) body: z.infer<typeof publishPaperRequest>,
    @Sender() meta: CommandMeta,
    @Res({ passthrough: true }) response: FastifyReply,
  ): Promise<AcceptedBody> {
    const command = new PublishPaper(meta, { ...body, plan });
    return acceptedOr('not-allowed', await this.commands.execute(command), response);
  }

  @Get(':plan/diff')
  @Answers(planDiff, 'What changed in a plan between two days: item by item, and as sentences for a paper')
  async diff(
    @Param({ schema: planParams }) { plan }: z.infer<typeof planParams>,
    @Query({ schema: planDiffQuery }) { knownFrom, knownTo, ...days }: z.infer<typeof planDiffQuery>,
  ) {
    const [earlier, later] = [
      await this.sight.of({ knownAt: knownFrom }, 'knownFrom'),
      await this.sight.of({ knownAt: knownTo }, 'knownTo'),
    ];
    const vantages = { ...days, knownFrom: earlier.knownAt, knownTo: later.knownAt };
    return known(await this.queries.execute(new GetPlanDiff(plan, vantages)), `plan ${plan}`);
  }

  @Get(':plan/table')
  @Answers(planTable, 'A plan with what stands beside each row on screen')
  async table(
    @Param({ schema: planParams }) { plan }: z.infer<typeof planParams>,
    @Query({ schema: sightOnly }) query: z.infer<typeof sightOnly>,
  ) {
    const seen = await this.sight.of(query);
    return known(await this.queries.execute(new GetPlanTable(plan, seen)), `plan ${plan}`);
  }
}
