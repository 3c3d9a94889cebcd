import { Controller, Get, HttpCode, Inject, Param, Post, Query } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { CONFIGURATION, type ServerConfiguration } from '#application';
import { ListReminders, ResendReminder } from '#reminders';
import { Answers } from '../http/answers.decorator.js';
import { unknownName } from '../http/problem.js';
import { PeopleToday } from '../sign-in/people-today.js';
import { Reader, signInNeeded } from '../sign-in/person-signed-in.js';

const message = z
  .object({
    id: z.string(),
    person: z.string(),
    personName: z.string(),
    to: z.string().nullable(),
    channel: z.string(),
    subject: z.string(),
    text: z.string(),
    status: z.enum(['owed', 'sent', 'held back', 'ambiguous']),
    messageId: z.string(),
    dueOn: z.string(),
    sentAt: z.string().nullable(),
    lines: z.array(
      z.object({
        item: z.string(),
        number: z.string().nullable(),
        title: z.string(),
        rung: z.string(),
        because: z.string(),
      }),
    ),
  })
  .meta({ id: 'ReminderMessage' });
const messageParams = z.strictObject({ message: z.uuid('must be a message’s id') });
const resentAnswer = z.object({ resent: z.boolean() }).meta({ id: 'Resent' });
const outboxAnswer = z.object({ messages: z.array(message) }).meta({ id: 'Outbox' });

/** The outbox: one message a person whenever reminders fall due. */
@ApiTags('reminders')
@Controller('v1/reminders')
export class RemindersController {
  constructor(
    private readonly commands: CommandBus,
    private readonly queries: QueryBus,
    private readonly people: PeopleToday,
    @Inject(CONFIGURATION) private readonly configuration: ServerConfiguration,
  ) {}

  /** Letters are personal: outside demo mode one sees one's own, and whoever answers for all of it sees all. */
  @Get()
  @Answers(outboxAnswer, 'Reminders owed, sent, held back and ambiguous, newest first')
  async list(@Query({ schema: z.strictObject({}) }) _query: object, @Reader() reader: string | null) {
    const { messages } = await this.queries.execute(new ListReminders());
    const seesAll =
      this.configuration.demo ||
      (reader !== null && (await this.people.holds(reader, ['administrator', 'auditor'])));
    return { messages: seesAll ? messages : messages.filter(({ person }) => person === reader) };
  }

  /** A message that was cut off may have arrived; sending it again, under its Message-ID, is for people to ask. */
  @Post(':message/resend')
  @HttpCode(200)
  @Answers(resentAnswer, 'Send an ambiguous message again; for administrators')
  async resend(
    @Param({ schema: messageParams }) params: z.infer<typeof messageParams>,
    @Reader() reader: string | null,
  ) {
    if (reader === null) throw signInNeeded();
    await this.people.mustHold(reader, ['administrator']);
    const answer = await this.commands.execute(new ResendReminder(params.message));
    if (!answer.resent) throw unknownName(`ambiguous message ${params.message}`);
    return answer;
  }
}
