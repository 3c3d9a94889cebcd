import { type DynamicModule, Module, type OnModuleInit } from '@nestjs/common';
import { HandlerRoll, LEDGER, PRIMARY_VIEW_ACCESS, type ServerConfiguration } from '#application';
import type { Ledger } from '#ledger';
import type { ViewAccess } from '#projections';
import { jobNames, ReminderStore, Reminders, RemindersModule } from '#reminders';
import { itemsInQuestion } from './items-in-question.js';

/** The scan and the sender, beside what `RemindersModule` provides for everybody. */
@Module({})
export class RemindersAtWorkModule implements OnModuleInit {
  constructor(
    private readonly roll: HandlerRoll,
    private readonly reminders: Reminders,
  ) {}

  static for(configuration: ServerConfiguration, onTrouble: (error: unknown) => void): DynamicModule {
    return {
      module: RemindersAtWorkModule,
      imports: [RemindersModule],
      providers: [
        {
          provide: Reminders,
          inject: [LEDGER, PRIMARY_VIEW_ACCESS, ReminderStore],
          useFactory: (ledger: Ledger, views: ViewAccess, store: ReminderStore) =>
            new Reminders({
              ...{ ledger, store, onTrouble, settings: configuration },
              itemsInQuestion: itemsInQuestion(views),
            }),
        },
      ],
      exports: [Reminders],
    };
  }

  onModuleInit(): void {
    this.roll.expect('job', jobNames);
    for (const handler of this.reminders.handlers) {
      this.roll.handled('job', handler.job, handler.constructor.name);
    }
  }
}
