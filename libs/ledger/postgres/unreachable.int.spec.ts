import pg from 'pg';
import { openPool } from '#database';
import { generateKeys, KeyFileError, LedgerUnavailable, openPostgresLedger } from '#ledger';
import {
  appendTo,
  type CuttingProxy,
  createTestDatabase,
  eventOf,
  founding,
  requestOf,
  startCuttingProxy,
  type TestDatabase,
} from '#testing';

const keys = generateKeys();
const progress = eventOf('ProgressReported', { text: '1' });

describe('a ledger whose database goes away', () => {
  let database: TestDatabase;
  let proxy: CuttingProxy;
  let pool: pg.Pool;

  beforeAll(async () => {
    database = await createTestDatabase();
    proxy = await startCuttingProxy(database.appUrl);
    pool = openPool(proxy.url);
  });

  afterAll(async () => {
    await pool.end();
    await proxy.close();
    await database.close();
  });

  it('settles an ambiguous commit by sending the same append again', async () => {
    const ledger = openPostgresLedger({ pool, name: 'ambiguous', keys });
    await appendTo(ledger, 'ledger', 0, founding('ambiguous'));
    const request = requestOf(ledger, [{ stream: 'item:ambiguous', expectedVersion: 0, events: [progress] }]);
    const cutsBefore = proxy.cuts;
    // The server answers once the append is committed, of which the client then learns nothing.
    proxy.cutAnswerTo('item:ambiguous');
    const verdict = await ledger.append(request);
    expect(proxy.cuts).toBe(cutsBefore + 1);
    expect(verdict).toMatchObject({ verdict: 'repeated', firstPosition: 2 });
    expect(await ledger.lastPosition()).toBe(2);
    expect(await ledger.readStream('item:ambiguous')).toHaveLength(1);
  });

  it('reads again when a connection breaks', async () => {
    const ledger = openPostgresLedger({ pool, name: 'reading', keys });
    await appendTo(ledger, 'ledger', 0, founding('reading'));
    const cutsBefore = proxy.cuts;
    proxy.cutAnswerTo('order by version');
    expect(await ledger.readStream('ledger')).toHaveLength(1);
    expect(proxy.cuts).toBe(cutsBefore + 1);
  });

  it('survives the end of every connection by the server', async () => {
    const ledger = openPostgresLedger({ pool, name: 'ended', keys });
    await appendTo(ledger, 'ledger', 0, founding('ended'));
    const superuser = new pg.Client({ connectionString: database.superuserUrl });
    await superuser.connect();
    await superuser.query(
      'select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and usename = $1',
      [database.applicationRole],
    );
    await superuser.end();
    expect(await appendTo(ledger, 'item:a', 0, progress)).toMatchObject({ firstPosition: 2 });
  });

  it('says so once the bound is over', async () => {
    const gone = await startCuttingProxy(database.appUrl);
    await gone.close();
    const nowhere = openPool(gone.url);
    const ledger = openPostgresLedger({ pool: nowhere, name: 'gone', keys, retryForMs: 100 });
    await expect(appendTo(ledger, 'ledger', 0, founding('gone'))).rejects.toThrow(LedgerUnavailable);
    await expect(ledger.readStream('ledger')).rejects.toThrow(LedgerUnavailable);
    await nowhere.end();
  });

  it('says at once that the key file is another one', async () => {
    const ledger = openPostgresLedger({ pool, name: 'keys', keys });
    await appendTo(ledger, 'ledger', 0, founding('keys'));
    const registered = eventOf('PersonRegistered', { name: 'Ada', email: null, language: 'en' });
    await appendTo(ledger, 'person:ada', 0, registered);
    const other = openPostgresLedger({ pool, name: 'keys', keys: generateKeys() });
    await expect(other.readStream('person:ada')).rejects.toThrow(KeyFileError);
  });
});
