import { Inject } from '@nestjs/common';
import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import { LEDGER } from '#application';
import type { Ledger } from '#ledger';
import { ReminderStore } from '../store/reminder-store.js';
import { listMessages } from './list-messages.js';
import type { OutboxMessages } from './outbox-message.js';

/** The messages that the reminders made, newest first. */
export class ListReminders extends Query<OutboxMessages> {
  constructor(readonly limit = 200) {
    super();
  }
}

@QueryHandler(ListReminders)
export class ListRemindersHandler implements IQueryHandler<ListReminders> {
  constructor(
    @Inject(LEDGER) private readonly ledger: Ledger,
    private readonly store: ReminderStore,
  ) {}

  execute({ limit }: ListReminders): Promise<OutboxMessages> {
    return listMessages({ ledger: this.ledger, store: this.store }, limit);
  }
}
