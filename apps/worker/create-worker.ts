import { setMaxListeners } from 'node:events';
import { NestFactory } from '@nestjs/core';
import type pg from 'pg';
import type { Logger } from 'pino';
import { ApplicationModule, LEDGER, POOL, type ServerConfiguration } from '#application';
import type { Ledger } from '#ledger';
import { followViews, LogTail, viewConnections } from '#projections';
import { ReactionRunner, ReactionsModule } from '#reactions';
import { Reminders } from '#reminders';
import { RemindersAtWorkModule } from './reminders-at-work.module.js';
import { noteTrouble } from './trouble.js';

/** Leads of views and reactions keep a connection each; scans, messages and reads share the rest. */
const sharedConnections = 8;

export interface Worker {
  /**
   * Keeps views, reactions and reminders going until the signal aborts, then finishes what is in hand and
   * closes its connections. Any number of workers may run on one ledger.
   */
  run(signal: AbortSignal): Promise<void>;
}

/** @throws IncompleteProgram where a command, query, reaction or job lacks its handler or has two */
export async function createWorker(configuration: ServerConfiguration, log: Logger): Promise<Worker> {
  const pool = { name: 'actum worker', size: viewConnections + 1 + sharedConnections };
  const app = await NestFactory.createApplicationContext(
    {
      module: class WorkerModule {},
      imports: [
        ApplicationModule.for({ ...configuration, metricsPort: besidesApi(configuration) }, pool),
        ReactionsModule.register(noteTrouble(log, 'reactions')),
        RemindersAtWorkModule.for(configuration, noteTrouble(log, 'reminders')),
      ],
    },
    { logger: false, abortOnError: false },
  );
  const common = {
    pool: app.get<pg.Pool>(POOL),
    ledger: app.get<Ledger>(LEDGER),
    onTrouble: noteTrouble(log, 'views'),
  };
  const options = { ...common, tail: new LogTail(common) };
  return {
    async run(signal) {
      // Whichever part fails for good ends the others, and with them the process: it is started anew.
      const failed = new AbortController();
      const until = AbortSignal.any([signal, failed.signal]);
      setMaxListeners(2 * viewConnections, until);
      const parts = [
        followViews(options, until),
        app.get(ReactionRunner).follow(until, options.tail),
        app.get(Reminders).run(until),
      ];
      try {
        await Promise.all(parts);
      } finally {
        failed.abort();
        await Promise.allSettled(parts);
        await app.close();
      }
    },
  };
}

/** Api and worker may run on one machine, from one environment. */
const besidesApi = ({ metricsPort }: ServerConfiguration): number | null =>
  metricsPort === null ? null : metricsPort + 1;
