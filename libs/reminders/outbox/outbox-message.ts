import type { Summary } from '../reminder.js';

/** A summary as the outbox page shows it. */
export interface OutboxMessage {
  readonly id: string;
  readonly person: string;
  readonly personName: string;
  readonly to: string | null;
  readonly channel: Summary['channel'];
  readonly subject: string;
  /** As it went out; empty until then, and once the person is erased. */
  readonly text: string;
  readonly status: 'owed' | 'sent' | 'held back' | 'ambiguous';
  readonly messageId: string;
  readonly dueOn: string;
  readonly sentAt: string | null;
  readonly lines: readonly {
    readonly item: string;
    readonly number: string | null;
    readonly title: string;
    readonly rung: string;
    readonly because: string;
  }[];
}

export interface OutboxMessages {
  readonly messages: readonly OutboxMessage[];
}
