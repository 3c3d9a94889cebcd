import { type DynamicModule, Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import type { Logger } from 'pino';
import { ApplicationModule, type ServerConfiguration } from '#application';
import { RemindersModule } from '#reminders';
import { BodiesController } from './directory/bodies.controller.js';
import { PeopleController } from './directory/people.controller.js';
import { EventsController } from './events/events.controller.js';
import { HealthController } from './health/health.controller.js';
import { edgeProviders } from './http/edge.js';
import { Sight } from './http/sight.js';
import { ImportsController } from './imports/imports.controller.js';
import { ItemCommandsController } from './items/item-commands.controller.js';
import { ItemsController } from './items/items.controller.js';
import { DueTextsController } from './ledger/due-texts.controller.js';
import { EntriesController } from './ledger/entries.controller.js';
import { LedgerController } from './ledger/ledger.controller.js';
import { PapersController } from './papers/papers.controller.js';
import { PlansController } from './plans/plans.controller.js';
import { ProblemsController } from './problems/problems.controller.js';
import { RefusalsController } from './refusals/refusals.controller.js';
import { RemindersController } from './reminders/reminders.controller.js';
import { PeopleToday } from './sign-in/people-today.js';
import { SignInController } from './sign-in/sign-in.controller.js';
import { SignInGuard } from './sign-in/sign-in.guard.js';
import { TypesController } from './types/types.controller.js';
import { ViewsController } from './views/views.controller.js';
import { WorkController } from './work/work.controller.js';

@Module({})
class ApiModule {}

/** One controller a resource; what they ask goes over the command and query buses. */
export function apiModule(configuration: ServerConfiguration, log: Logger): DynamicModule {
  return {
    module: ApiModule,
    imports: [ApplicationModule.for(configuration, { name: 'actum api' }), RemindersModule],
    controllers: [
      HealthController,
      LedgerController,
      EntriesController,
      DueTextsController,
      SignInController,
      TypesController,
      BodiesController,
      PeopleController,
      PlansController,
      PapersController,
      ItemsController,
      ItemCommandsController,
      ImportsController,
      WorkController,
      EventsController,
      RemindersController,
      RefusalsController,
      ViewsController,
      ProblemsController,
    ],
    providers: [{ provide: APP_GUARD, useClass: SignInGuard }, ...edgeProviders(log), Sight, PeopleToday],
  };
}
