import { join } from 'node:path';
import pg from 'pg';
import { openPool } from '#database';
import { entriesOf, openKeyFile, openPostgresLedger, verifyEntries } from '#ledger';
import { ReminderStore } from '#reminders';
import { appendTo, type CuttingProxy, founding, startCuttingProxy } from '#testing';
import { RunningApi } from '../e2e/harness/running-api.js';
import { ledgerReader } from './consumers/ledger-reader.js';
import { projection } from './consumers/projection.js';
import { heard, runnersOfReactions } from './consumers/reactions.js';
import { reminders } from './consumers/reminders.js';
import { sseFollower } from './consumers/sse-follower.js';
import { type Elsewhere, transactionsElsewhere } from './harness/elsewhere.js';
import { readLog } from './harness/entry.js';
import { extent } from './harness/extent.js';
import { brokenLaws } from './harness/laws.js';
import { play } from './harness/play.js';
import { type Random, randomOf, seeded } from './harness/random.js';
import { ledgerWriters } from './writers/ledger-writers.js';

const LEDGER = 'main';
/** A projection may lose its lead with its connection, and the follower over HTTP looks once a second at least. */
const WITHIN_MS = 5_000;
/** The reminders look every four seconds when there was nothing. */
const REMINDED_WITHIN_MS = 10_000;

/**
 * 64 writers in two processes' worth of ledgers, one of them behind a wire that is cut; every kind of
 * consumer follows; beside them, transactions elsewhere in the cluster that never end.
 */
describe('64 writers, random refusals, killed connections, and idle and prepared transactions elsewhere', () => {
  let api: RunningApi;
  let proxy: CuttingProxy;
  let pools: readonly [pg.Pool, pg.Pool];
  let elsewhere: Elsewhere;
  let superuser: pg.Client;

  beforeAll(async () => {
    api = await RunningApi.start({ worker: false });
    proxy = await startCuttingProxy(api.database.appUrl);
    pools = [openPool(api.database.appUrl, { size: 8 }), openPool(proxy.url, { size: 8 })];
    superuser = new pg.Client({ connectionString: api.database.superuserUrl });
    await superuser.connect();
    elsewhere = await transactionsElsewhere(api.database.superuserUrl);
  }, 60_000);

  afterAll(async () => {
    await elsewhere.end();
    await superuser.end();
    await Promise.all(pools.map((pool) => pool.end()));
    await proxy.close();
    await api.stop();
  });

  it(seeded('keep every law'), async () => {
    const { database, dataFolder } = api;
    const random = randomOf();
    const keys = openKeyFile(join(dataFolder, 'keys.json'));
    const open = (pool: pg.Pool) => openPostgresLedger({ pool, name: LEDGER, keys });
    const ledgers = [open(pools[0]), open(pools[1])] as const;
    await appendTo(ledgers[0], 'ledger', 0, founding(LEDGER));
    const parts = ledgers.map((ledger, index) => ({ ledger, pool: pools[index] ?? pools[0] }));
    const store = new ReminderStore(pools[0], LEDGER);
    await store.prepare();
    const settings = {
      ...{ databaseUrl: database.appUrl, redisUrl: null, smtpUrl: null, mailFrom: 'actum@example.org' },
      ...{ publicUrl: api.url, dataFolder },
    };
    const blows = [
      () => endOneSession(superuser, random),
      async () => proxy.cutAnswerTo('item:'),
      async () => proxy.cutOne((count) => random.between(0, count - 1)),
    ] as const;
    const account = await play({
      writers: 64,
      write: ledgerWriters(ledgers, random),
      aheadAtMost: 1_000,
      consumers: [
        heard(database.pool, LEDGER, WITHIN_MS, runnersOfReactions(parts)),
        ledgerReader(ledgers[1], WITHIN_MS),
        sseFollower('a follower over HTTP', () => api.url, WITHIN_MS),
        projection(database.pool, parts, ledgers[0], WITHIN_MS),
        reminders({ ledger: ledgers[0], store, settings }, REMINDED_WITHIN_MS),
      ],
      disturb: async (book) => {
        for (let blow = 0; blow < extent.cuts; blow++) {
          await random.oneOf(blows)();
          await book.grown(random.between(1, 40));
        }
      },
      log: () => readLog(database.superuserUrl, LEDGER),
    });
    expect(brokenLaws(account)).toEqual({});
    expect(account.book.acknowledged.size).toBeGreaterThan(extent.cuts * 10);
    expect(account.book.refused.size).toBeGreaterThan(extent.cuts);
    expect(proxy.cuts).toBeGreaterThan(extent.cuts / 10);
    expect(await verifyEntries(entriesOf(ledgers[0]))).toMatchObject({ ok: true });
  }, 600_000);
});

/** The server ends a session of the application's, in whatever it is doing: a lead's, a writer's, a reader's. */
async function endOneSession(superuser: pg.Client, random: Random): Promise<void> {
  const { rows } = await superuser.query<{ pid: number }>(
    `select pid from pg_stat_activity where datname = current_database() and usename <> current_user order by pid`,
  );
  const pid = rows[random.between(0, rows.length - 1)]?.pid;
  if (pid !== undefined) await superuser.query('select pg_terminate_backend($1)', [pid]);
}
