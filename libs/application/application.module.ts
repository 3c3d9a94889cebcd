import { type DynamicModule, Inject, Module, type OnApplicationShutdown } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { CqrsModule } from '@nestjs/cqrs';
import type pg from 'pg';
import { kyselyOn, openPool, type PoolOptions, type Tables } from '#database';
import { type Ledger, openKeyFile, openPostgresLedger } from '#ledger';
import type { ViewAccess } from '#projections';
import { AccessTokens } from './access/access-tokens.js';
import { HandlerCheck } from './boot/handler-check.js';
import { HandlerRoll } from './boot/handler-roll.js';
import { commandHandlers } from './commands/index.js';
import type { ServerConfiguration } from './configuration.js';
import { UnfinishedErasures } from './directory/unfinished-erasures.js';
import { ItemReferences } from './items/item-references.js';
import { AppendMetrics } from './metrics/append-metrics.js';
import { MetricsServer } from './metrics/metrics-server.js';
import { queryHandlers } from './queries/index.js';
import { RefusedAttempts } from './refused/refused-attempts.js';
import { CONFIGURATION, LEDGER, POOL, PRIMARY_VIEW_ACCESS, REPLICA_POOL, VIEW_ACCESS } from './tokens.js';
import { CommandWay } from './way/command-way.js';
import { RecentStreams } from './way/recent-streams.js';

/**
 * Commands and queries on their buses, for the api and the worker alike, with what they stand on: pool,
 * ledger, persons' keys, views, access tokens, refused attempts.
 */
@Module({})
export class ApplicationModule implements OnApplicationShutdown {
  constructor(
    @Inject(POOL) private readonly pool: pg.Pool,
    @Inject(REPLICA_POOL) private readonly replica: pg.Pool | null,
  ) {}

  /** @param pool how its connections are named and how many there are */
  static for(configuration: ServerConfiguration, pool: PoolOptions = {}): DynamicModule {
    const { databaseUrl, databaseReplicaUrl, keyFile, ledger } = configuration;
    const shared = [
      { provide: CONFIGURATION, useValue: configuration },
      { provide: AppendMetrics, useValue: new AppendMetrics() },
      { provide: POOL, useFactory: () => openPool(databaseUrl, pool) },
      {
        provide: LEDGER,
        inject: [POOL, AppendMetrics],
        useFactory: (pool: pg.Pool, metrics: AppendMetrics) => {
          const options = { pool, name: ledger, keys: openKeyFile(keyFile) };
          if (configuration.metricsPort === null) return openPostgresLedger(options);
          return openPostgresLedger({ ...options, onBatch: (batch) => metrics.record(batch) });
        },
      },
      {
        provide: REPLICA_POOL,
        useFactory: () => (databaseReplicaUrl === null ? null : openPool(databaseReplicaUrl, pool)),
      },
      {
        provide: PRIMARY_VIEW_ACCESS,
        inject: [POOL, LEDGER],
        useFactory: (pool: pg.Pool, opened: Ledger): ViewAccess => ({
          db: kyselyOn<unknown>(pool),
          ledger: opened,
        }),
      },
      {
        // Positions, instants and the clock are the primary's; what a lagging replica shows says how far it has come.
        provide: VIEW_ACCESS,
        inject: [REPLICA_POOL, PRIMARY_VIEW_ACCESS],
        useFactory: (replica: pg.Pool | null, primary: ViewAccess): ViewAccess =>
          replica === null ? primary : { ...primary, db: kyselyOn<unknown>(replica) },
      },
      {
        provide: AccessTokens,
        inject: [POOL],
        useFactory: (pool: pg.Pool) => new AccessTokens(kyselyOn<Tables>(pool), ledger),
      },
      {
        provide: RefusedAttempts,
        inject: [POOL],
        useFactory: (pool: pg.Pool) => new RefusedAttempts(kyselyOn<Tables>(pool), ledger),
      },
      {
        provide: RecentStreams,
        inject: [LEDGER],
        useFactory: (opened: Ledger) => new RecentStreams(opened),
      },
      {
        provide: CommandWay,
        inject: [LEDGER, RefusedAttempts, RecentStreams],
        useFactory: (opened: Ledger, refused: RefusedAttempts, recent: RecentStreams) =>
          new CommandWay(opened, refused, recent),
      },
      {
        provide: ItemReferences,
        inject: [LEDGER, RecentStreams, PRIMARY_VIEW_ACCESS],
        useFactory: (opened: Ledger, recent: RecentStreams, views: ViewAccess) =>
          new ItemReferences(opened, recent, views),
      },
      HandlerRoll,
    ];
    return {
      module: ApplicationModule,
      global: true,
      imports: [CqrsModule.forRoot(), DiscoveryModule],
      providers: [
        ...shared,
        HandlerCheck,
        MetricsServer,
        UnfinishedErasures,
        ...commandHandlers,
        ...queryHandlers,
      ],
      exports: [
        ...shared.map((provider) => ('provide' in provider ? provider.provide : provider)),
        CqrsModule,
      ],
    };
  }

  async onApplicationShutdown(): Promise<void> {
    await Promise.all([this.pool.end(), this.replica?.end()]);
  }
}
