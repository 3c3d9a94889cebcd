import { Body, Controller, Get, HttpCode, Param, Post, Query, Res } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import {
  type CommandMeta,
  DelegateRole,
  DestroyKey,
  EndDelegation,
  EndRole,
  GiveRole,
  ListPeople,
  RegisterPerson,
} from '#application';
import { peopleList } from '#projections';
import { Answers, AnswersCommand } from '../http/answers.decorator.js';
import { type AcceptedBody, acceptedOr } from '../http/command-response.js';
import { id } from '../http/fields.js';
import { Sight, sightOnly } from '../http/sight.js';
import { Sender } from '../sign-in/person-signed-in.js';
import {
  delegateRoleRequest,
  destroyKeyRequest,
  endDelegationRequest,
  endRoleRequest,
  giveRoleRequest,
  registerPersonRequest,
} from './directory.requests.js';

const personParams = z.strictObject({ person: id });
type PersonParams = z.infer<typeof personParams>;

@ApiTags('directory')
@Controller('v1/people')
export class PeopleController {
  constructor(
    private readonly commands: CommandBus,
    private readonly queries: QueryBus,
    private readonly sight: Sight,
  ) {}

  @Get()
  @Answers(peopleList, 'The people of the directory with their roles')
  async list(@Query({ schema: sightOnly }) query: z.infer<typeof sightOnly>) {
    return await this.queries.execute(new ListPeople(await this.sight.of(query)));
  }

  @Post()
  @HttpCode(200)
  @AnswersCommand('Put a person in the directory')
  async register(
    @Body({ schema: registerPersonRequest }) body: z.infer<typeof registerPersonRequest>,
    @Sender() meta: CommandMeta,
    @Res({ passthrough: true }) response: FastifyReply,
  ): Promise<AcceptedBody> {
    return acceptedOr('not-allowed', await this.commands.execute(new RegisterPerson(meta, body)), response);
  }

  @Post(':person/roles')
  @HttpCode(200)
  @AnswersCommand('Give a person a role from a day on')
  async giveRole(
    @Param({ schema: personParams }) { person }: PersonParams,
    @Body({ schema: giveRoleRequest }) body: z.infer<typeof giveRoleRequest>,
    @Sender() meta: CommandMeta,
    @Res({ passthrough: true }) response: FastifyReply,
  ): Promise<AcceptedBody> {
    const command = new GiveRole(meta, { ...body, person });
    return acceptedOr('not-allowed', await this.commands.execute(command), response);
  }

  @Post(':person/roles/end')
  @HttpCode(200)
  @AnswersCommand('End a role that a person holds')
  async endRole(
    @Param({ schema: personParams }) { person }: PersonParams,
    @Body({ schema: endRoleRequest }) body: z.infer<typeof endRoleRequest>,
    @Sender() meta: CommandMeta,
    @Res({ passthrough: true }) response: FastifyReply,
  ): Promise<AcceptedBody> {
    const command = new EndRole(meta, { ...body, person });
    return acceptedOr('not-allowed', await this.commands.execute(command), response);
  }

  @Post(':person/delegations')
  @HttpCode(200)
  @AnswersCommand('Let another person do what this one holds')
  async delegate(
    @Param({ schema: personParams }) { person }: PersonParams,
    @Body({ schema: delegateRoleRequest }) body: z.infer<typeof delegateRoleRequest>,
    @Sender() meta: CommandMeta,
    @Res({ passthrough: true }) response: FastifyReply,
  ): Promise<AcceptedBody> {
    const command = new DelegateRole(meta, { ...body, person });
    return acceptedOr('not-allowed', await this.commands.execute(command), response);
  }

  @Post(':person/delegations/end')
  @HttpCode(200)
  @AnswersCommand('End a delegation')
  async endDelegation(
    @Param({ schema: personParams }) { person }: PersonParams,
    @Body({ schema: endDelegationRequest }) body: z.infer<typeof endDelegationRequest>,
    @Sender() meta: CommandMeta,
    @Res({ passthrough: true }) response: FastifyReply,
  ): Promise<AcceptedBody> {
    const command = new EndDelegation(meta, { ...body, person });
    return acceptedOr('not-allowed', await this.commands.execute(command), response);
  }

  @Post(':person/key/destroy')
  @HttpCode(200)
  @AnswersCommand('Erase a person’s text for good; every proof stays valid')
  async destroyKey(
    @Param({ schema: personParams }) { person }: PersonParams,
    @Body({ schema: destroyKeyRequest }) { reason }: z.infer<typeof destroyKeyRequest>,
    @Sender() meta: CommandMeta,
    @Res({ passthrough: true }) response: FastifyReply,
  ): Promise<AcceptedBody> {
    const command = new DestroyKey(meta, { person, reason });
    return acceptedOr('not-allowed', await this.commands.execute(command), response);
  }
}
