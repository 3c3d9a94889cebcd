import type { Selectable } from 'kysely';
import { ERASED, type Ledger } from '#ledger';
import { ReminderRecord } from '../chase/record.js';
import { subjectOf } from '../send/summary-text.js';
import type { ReminderStore } from '../store/reminder-store.js';
import type { ReminderTables } from '../store/reminder-tables.js';
import type { OutboxMessage, OutboxMessages } from './outbox-message.js';

/** The messages of a ledger, newest first; `limit` of them at most. */
export async function listMessages(
  parts: { readonly ledger: Ledger; readonly store: ReminderStore },
  limit = 200,
): Promise<OutboxMessages> {
  const rows = await parts.store.tables
    .selectFrom('summary')
    .selectAll()
    .where('ledger', '=', parts.ledger.name)
    .orderBy('due_on', 'desc')
    .orderBy('made_at', 'desc')
    .orderBy('summary')
    .limit(limit)
    .execute();
  const record = new ReminderRecord(parts.ledger);
  const people = [...new Set(rows.map(({ person }) => person))];
  const names = new Map(
    await Promise.all(
      people.map(async (person) => [person, (await record.addressee(person))?.name ?? ERASED] as const),
    ),
  );
  return { messages: rows.map((row) => messageOf(row, names.get(row.person) ?? ERASED)) };
}

function messageOf(row: Selectable<ReminderTables['summary']>, personName: string): OutboxMessage {
  const lines = row.lines.filter(({ owed }) => owed);
  return {
    id: row.summary,
    person: row.person,
    personName,
    to: row.address,
    channel: row.channel,
    subject: subjectOf(lines),
    text: row.text ?? '',
    status: statusWords[row.status],
    messageId: row.message_id,
    dueOn: row.due_on,
    sentAt: row.sent_at,
    lines: lines.map(({ item, number, title, rung, because }) => ({ item, number, title, rung, because })),
  };
}

const statusWords = {
  owed: 'owed',
  sending: 'owed',
  sent: 'sent',
  'held-back': 'held back',
  ambiguous: 'ambiguous',
} as const;
