import type { Command } from 'commander';
import type { OutboxMessages } from '#reminders';
import type { Terminal } from '../terminal.js';
import { table } from '../text/table.js';
import { type CommonOptions, clientFor, print, serverVerb } from '../verb.js';

/** `actum outbox`: reminders owed and sent. */
export const outboxVerb = (terminal: Terminal): Command =>
  serverVerb('outbox', 'list the reminders: owed, sent, held back, ambiguous', [
    'actum outbox',
    'actum outbox --json',
  ]).action(async (options: CommonOptions) => {
    const { messages } = await clientFor(terminal, options).get<OutboxMessages>('/v1/reminders');
    print(terminal, options, messages, () => {
      if (messages.length === 0) return 'No reminders.';
      return table(
        ['due', 'status', 'to', 'subject', 'items'].map((title) => ({ title })),
        messages.map(({ dueOn, status, personName, subject, lines }) => [
          dueOn,
          status,
          personName,
          subject,
          lines.map(({ number, item }) => number ?? item).join(', '),
        ]),
        terminal.width,
      );
    });
  });
