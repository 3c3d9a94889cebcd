import { uuidV5 } from '#ledger';
import type { Channel, IntentKey } from '../reminder.js';

const namespace = '6f0d5a1c-6a0b-4b0e-9d3c-2f4be1a7c590';

/** A UUID of version 5 for something of the reminders: the same for the same parts. */
export const reminderUuid = (...parts: readonly string[]): string => uuidV5(namespace, JSON.stringify(parts));

/** The id of the summary that these newly due intents of one person go out with. */
export function summaryId(ledger: string, channel: Channel, fresh: readonly IntentKey[]): string {
  const keys = fresh.map(({ item, dueRevision, rung, person }) =>
    JSON.stringify([item, dueRevision, rung, person]),
  );
  return reminderUuid('summary', ledger, channel, ...keys.sort());
}

/** RFC 5322 Message-ID of a summary, without brackets, under the domain that mail comes from. */
export function messageIdOf(summary: string, mailFrom: string): string {
  const domain = /@([A-Za-z0-9.-]+)>?\s*$/.exec(mailFrom)?.[1];
  return `${summary}@${domain ?? 'localhost'}`;
}
