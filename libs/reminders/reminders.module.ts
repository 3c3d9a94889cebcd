import { Inject, Module, type OnModuleInit } from '@nestjs/common';
import type pg from 'pg';
import { HandlerRoll, LEDGER, POOL } from '#application';
import type { Ledger } from '#ledger';
import { ListReminders, ListRemindersHandler } from './outbox/list-reminders.handler.js';
import { ResendReminder, ResendReminderHandler } from './outbox/resend-reminder.handler.js';
import { ReminderStore } from './store/reminder-store.js';

/** The outbox's query and command, for the api and the worker alike. */
@Module({
  providers: [
    {
      provide: ReminderStore,
      inject: [POOL, LEDGER],
      useFactory: (pool: pg.Pool, ledger: Ledger) => new ReminderStore(pool, ledger.name),
    },
    ListRemindersHandler,
    ResendReminderHandler,
  ],
  exports: [ReminderStore],
})
export class RemindersModule implements OnModuleInit {
  constructor(
    @Inject(HandlerRoll) private readonly roll: HandlerRoll,
    private readonly store: ReminderStore,
  ) {}

  async onModuleInit(): Promise<void> {
    this.roll.expect('query', [ListReminders.name]);
    this.roll.expect('command', [ResendReminder.name]);
    await this.store.prepare();
  }
}
