import { Controller, Get, Inject, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { LEDGER, type ServerConfiguration } from '#application';
import type { Ledger } from '#ledger';
import { listMessages, ReminderStore } from '#reminders';
import { CONFIGURATION } from '../configuration.token.js';
import { Answers } from '../http/answers.decorator.js';
import { PeopleToday } from '../sign-in/people-today.js';
import { Reader } from '../sign-in/person-signed-in.js';

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
const outboxAnswer = z.object({ messages: z.array(message) }).meta({ id: 'Outbox' });

/** The outbox: one message a person whenever reminders fall due. */
@ApiTags('reminders')
@Controller('v1/reminders')
export class RemindersController {
  constructor(
    private readonly store: ReminderStore,
    private readonly people: PeopleToday,
    @Inject(LEDGER) private readonly ledger: Ledger,
    @Inject(CONFIGURATION) private readonly configuration: ServerConfiguration,
  ) {}

  /** Letters are personal: outside demo mode one sees one's own, and whoever answers for all of it sees all. */
  @Get()
  @Answers(outboxAnswer, 'Reminders owed, sent, held back and ambiguous, newest first')
  async list(@Query({ schema: z.strictObject({}) }) _query: object, @Reader() reader: string | null) {
    const { messages } = await listMessages({ ledger: this.ledger, store: this.store });
    const seesAll =
      this.configuration.demo ||
      (reader !== null && (await this.people.holds(reader, ['administrator', 'auditor'])));
    return { messages: seesAll ? messages : messages.filter(({ person }) => person === reader) };
  }
}
