import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { openPool } from '#database';
import { entriesOf, generateKeys, openPostgresLedger, verifyEntries } from '#ledger';
import { appendTo, createTestDatabase, founding, startCuttingProxy, type TestDatabase } from '#testing';
import { faultsIn, ledgerStore, race, sequenceStore } from './follower.js';

const none = { lost: [], twice: [], neverHanded: [], inAnotherOrder: false };
const keys = generateKeys();

describe('64 writers, a consumer that follows, and connections that are killed', () => {
  let database: TestDatabase;
  let superuser: pg.Client;

  beforeAll(async () => {
    database = await createTestDatabase();
    superuser = new pg.Client({ connectionString: database.superuserUrl });
    await superuser.connect();
  });

  afterAll(async () => {
    await superuser.end();
    await database.close();
  });

  /** Ends one connection of the application's at random, in whatever it is doing. */
  const killOne = async () => {
    await superuser.query(
      `select pg_terminate_backend(pid) from pg_stat_activity
       where datname = current_database() and usename = $1 order by random() limit 1`,
      [database.applicationRole],
    );
    await superuser.query('select pg_sleep(0.02)');
  };

  async function openTwo(name: string) {
    const pools = [openPool(database.appUrl, { size: 3 }), openPool(database.appUrl, { size: 3 })] as const;
    const open = (pool: pg.Pool) => openPostgresLedger({ pool, name, keys });
    const ledgers = [open(pools[0]), open(pools[1])] as const;
    await appendTo(ledgers[0], 'ledger', 0, founding(name));
    return { ledgers, close: () => Promise.all(pools.map((pool) => pool.end())) };
  }

  it('lose nothing, write nothing twice, and hand everything over in the order of the log', async () => {
    const { ledgers, close } = await openTwo('racing');
    // Somebody else’s: an idle snapshot and a prepared transaction, which hold back every horizon of the cluster.
    const idle = new pg.Client({ connectionString: database.superuserUrl });
    await idle.connect();
    await idle.query('begin isolation level repeatable read');
    await idle.query('create table somebody_elses (n integer)');
    await superuser.query('begin');
    await superuser.query('select txid_current()');
    const prepared = `p-${randomUUID()}`;
    await superuser.query(`prepare transaction '${prepared}'`);
    try {
      const account = await race(ledgerStore(ledgers, 'same command'), 64, 12, killOne);
      expect(faultsIn(account)).toEqual(none);
      expect(account.acknowledged.length).toBeGreaterThan(64 * 12 * 0.7);
      expect(account.acknowledged.length).toBeLessThan(64 * 12);
      expect(account.handed).toEqual(account.log);
      expect(await verifyEntries(entriesOf(ledgers[0]))).toMatchObject({ ok: true });
    } finally {
      await superuser.query(`rollback prepared '${prepared}'`);
      await idle.end();
      await close();
    }
  }, 120_000);

  it('would be caught, did they send what may be on record as something new', async () => {
    const proxy = await startCuttingProxy(database.appUrl);
    const pool = openPool(proxy.url, { size: 3 });
    const ledger = openPostgresLedger({ pool, name: 'planted', keys, retryForMs: 0 });
    await appendTo(ledger, 'ledger', 0, founding('planted'));
    const reader = openPostgresLedger({ pool: database.pool, name: 'planted', keys });
    // The answer to a commit is cut off; whoever then makes a new command of it writes it twice.
    const cut = async () => {
      proxy.cutAnswerTo('item:');
      await superuser.query('select pg_sleep(0.05)');
    };
    const account = await race(ledgerStore([ledger], 'as a new command', reader), 4, 25, cut);
    expect(faultsIn(account).twice.length).toBeGreaterThan(0);
    await pool.end();
    await proxy.close();
  }, 120_000);

  it('would be caught, were positions taken from a sequence', async () => {
    await superuser.query(`create table by_sequence (position bigint generated always as identity primary key, text text not null);
      grant select, insert on by_sequence to ${database.applicationRole}`);
    const pool = openPool(database.appUrl, { size: 32 });
    const account = await race(sequenceStore(pool), 32, 12, async () => {
      await superuser.query('select pg_sleep(0.01)');
    });
    const faults = faultsIn(account);
    expect(faults.lost).toEqual([]);
    expect(faults.neverHanded.length).toBeGreaterThan(0);
    await pool.end();
  }, 120_000);
});
