import { Body, Controller, HttpCode, Param, Post, Query, Res } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import {
  AdvanceItem,
  AssignItem,
  type CommandMeta,
  CorrectItem,
  MigrateItem,
  UpdateItem,
  type WouldBeAccepted,
} from '#application';
import { wouldBeAnswer } from '../http/answer.schemas.js';
import { AnswersCommand } from '../http/answers.decorator.js';
import { type AcceptedBody, acceptedOr, wouldBeOr } from '../http/command-response.js';
import { dryRunQuery, id, itemRef } from '../http/fields.js';
import { Sender } from '../sign-in/person-signed-in.js';
import {
  advanceItemRequest,
  assignItemRequest,
  correctItemRequest,
  migrateItemRequest,
  signOffRequest,
  updateItemRequest,
} from './item.requests.js';

const itemParams = z.strictObject({ item: itemRef });
const transitionParams = z.strictObject({ item: itemRef, transition: id });

/** Everything that people do with an item. */
@ApiTags('items')
@Controller('v1/items/:item')
export class ItemCommandsController {
  constructor(private readonly commands: CommandBus) {}

  @Post('transitions/:transition')
  @HttpCode(200)
  @AnswersCommand('Move an item along its lifecycle, or record something about it')
  async advance(
    @Param({ schema: transitionParams }) { item, transition }: z.infer<typeof transitionParams>,
    @Body({ schema: advanceItemRequest.default({}) }) body: z.infer<typeof advanceItemRequest>,
    @Sender() meta: CommandMeta,
    @Res({ passthrough: true }) response: FastifyReply,
  ): Promise<AcceptedBody> {
    const command = new AdvanceItem(meta, { ...body, item, transition });
    return acceptedOr('refused', await this.commands.execute(command), response);
  }

  @Post('updates')
  @HttpCode(200)
  @AnswersCommand('Take several steps with an item at once, or none of them', wouldBeAnswer)
  async update(
    @Param({ schema: itemParams }) { item }: z.infer<typeof itemParams>,
    @Query({ schema: dryRunQuery }) { dryRun }: z.infer<typeof dryRunQuery>,
    @Body({ schema: updateItemRequest }) { steps }: z.infer<typeof updateItemRequest>,
    @Sender() meta: CommandMeta,
    @Res({ passthrough: true }) response: FastifyReply,
  ): Promise<AcceptedBody | WouldBeAccepted> {
    const answer = await this.commands.execute(new UpdateItem(meta, { item, steps }, dryRun));
    return wouldBeOr(answer, response);
  }

  @Post('corrections')
  @HttpCode(200)
  @AnswersCommand('Put an entry of an item’s history right where it stands, or strike it out')
  async correct(
    @Param({ schema: itemParams }) { item }: z.infer<typeof itemParams>,
    @Body({ schema: correctItemRequest }) body: z.infer<typeof correctItemRequest>,
    @Sender() meta: CommandMeta,
    @Res({ passthrough: true }) response: FastifyReply,
  ): Promise<AcceptedBody> {
    const command = new CorrectItem(meta, { ...body, item });
    return acceptedOr('refused', await this.commands.execute(command), response);
  }

  @Post('sign-offs')
  @HttpCode(200)
  @AnswersCommand('Clear the present text on one line, or object to it')
  async signOff(
    @Param({ schema: itemParams }) { item }: z.infer<typeof itemParams>,
    @Body({ schema: signOffRequest }) body: z.infer<typeof signOffRequest>,
    @Sender() meta: CommandMeta,
    @Res({ passthrough: true }) response: FastifyReply,
  ): Promise<AcceptedBody> {
    const { decision, line, comment, digest, illustrative } = body;
    const fields = {
      line,
      ...(comment === undefined ? {} : { comment }),
      ...(digest === undefined ? {} : { digest }),
    };
    const command = new AdvanceItem(meta, { item, transition: decision, fields, illustrative });
    return acceptedOr('refused', await this.commands.execute(command), response);
  }

  @Post('migration')
  @HttpCode(200)
  @AnswersCommand('Put an item on a later version of its type', wouldBeAnswer)
  async migrate(
    @Param({ schema: itemParams }) { item }: z.infer<typeof itemParams>,
    @Query({ schema: dryRunQuery }) { dryRun }: z.infer<typeof dryRunQuery>,
    @Body({ schema: migrateItemRequest }) body: z.infer<typeof migrateItemRequest>,
    @Sender() meta: CommandMeta,
    @Res({ passthrough: true }) response: FastifyReply,
  ): Promise<AcceptedBody | WouldBeAccepted> {
    const answer = await this.commands.execute(new MigrateItem(meta, { ...body, item }, dryRun));
    return wouldBeOr(answer, response);
  }

  @Post('assignment')
  @HttpCode(200)
  @AnswersCommand('Say who answers for an item, and who stands in')
  async assign(
    @Param({ schema: itemParams }) { item }: z.infer<typeof itemParams>,
    @Body({ schema: assignItemRequest }) body: z.infer<typeof assignItemRequest>,
    @Sender() meta: CommandMeta,
    @Res({ passthrough: true }) response: FastifyReply,
  ): Promise<AcceptedBody> {
    return acceptedOr(
      'not-allowed',
      await this.commands.execute(new AssignItem(meta, { ...body, item })),
      response,
    );
  }
}
