import { type DynamicModule, Module } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, APP_INTERCEPTOR, APP_PIPE } from '@nestjs/core';
import type pg from 'pg';
import type { Logger } from 'pino';
import { ApplicationModule, POOL, type ServerConfiguration } from '#application';
import { ReminderStore } from '#reminders';
import { CONFIGURATION } from './configuration.token.js';
import { BodiesController } from './directory/bodies.controller.js';
import { PeopleController } from './directory/people.controller.js';
import { EventsController } from './events/events.controller.js';
import { HealthController } from './health/health.controller.js';
import { PositionInterceptor } from './http/position.interceptor.js';
import { ProblemFilter } from './http/problem.filter.js';
import { Sight } from './http/sight.js';
import { validationPipe } from './http/validation.pipe.js';
import { ItemCommandsController } from './items/item-commands.controller.js';
import { ItemsController } from './items/items.controller.js';
import { EntriesController } from './ledger/entries.controller.js';
import { LedgerController } from './ledger/ledger.controller.js';
import { PlansController } from './plans/plans.controller.js';
import { ProblemsController } from './problems/problems.controller.js';
import { RefusalsController } from './refusals/refusals.controller.js';
import { RemindersController } from './reminders/reminders.controller.js';
import { PeopleToday } from './sign-in/people-today.js';
import { SignInController } from './sign-in/sign-in.controller.js';
import { SignInGuard } from './sign-in/sign-in.guard.js';
import { TypesController } from './types/types.controller.js';

@Module({})
class ApiModule {}

/** One controller a resource; what they ask goes over the command and query buses. */
export function apiModule(configuration: ServerConfiguration, log: Logger): DynamicModule {
  const { ledger } = configuration;
  return {
    module: ApiModule,
    imports: [ApplicationModule.for(configuration, { name: 'actum api' })],
    controllers: [
      HealthController,
      LedgerController,
      EntriesController,
      SignInController,
      TypesController,
      BodiesController,
      PeopleController,
      PlansController,
      ItemsController,
      ItemCommandsController,
      EventsController,
      RemindersController,
      RefusalsController,
      ProblemsController,
    ],
    providers: [
      { provide: CONFIGURATION, useValue: configuration },
      {
        provide: ReminderStore,
        inject: [POOL],
        useFactory: (pool: pg.Pool) => new ReminderStore(pool, ledger),
      },
      { provide: APP_GUARD, useClass: SignInGuard },
      { provide: APP_PIPE, useValue: validationPipe() },
      { provide: APP_FILTER, useValue: new ProblemFilter(log) },
      { provide: APP_INTERCEPTOR, useClass: PositionInterceptor },
      Sight,
      PeopleToday,
    ],
  };
}
