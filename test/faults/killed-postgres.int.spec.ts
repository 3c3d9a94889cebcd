import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { type EmbeddedPostgres, migrate, openPool, startEmbeddedPostgres } from '#database';
import { generateKeys, openPostgresLedger } from '#ledger';
import { appendTo, founding } from '#testing';
import { ledgerReader } from './consumers/ledger-reader.js';
import { readLog } from './harness/entry.js';
import { brokenLaws, type Law } from './harness/laws.js';
import { type Account, play, type Scenario } from './harness/play.js';
import { randomOf, seeded } from './harness/random.js';
import { SEQUENCE_TABLE, sequenceLog, sequenceWriters } from './planted/sequence.js';
import { ledgerWriters } from './writers/ledger-writers.js';

const LEDGER = 'killed';
const WITHIN_MS = 20_000;

/** A server that answers a commit before it is on disk, unless it is told otherwise, and is long in writing it. */
const HASTY = { synchronous_commit: 'off', wal_writer_delay: '10s', commit_delay: '0' };

/** An append is on disk when it is acknowledged, however the server and its sessions are set. */
describe('a Postgres that is killed with SIGKILL and answers before its commits are on disk', () => {
  let folder: string;
  let postgres: EmbeddedPostgres;
  let superuserUrl: string;
  let pool: pg.Pool;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'actum-faults-'));
    // Where we are root the server runs as another user, who has to get through.
    chmodSync(folder, 0o711);
    postgres = await startEmbeddedPostgres({ folder, settings: HASTY });
    await migrate(postgres.migrationUrl, 'actum_app');
    const url = new URL(postgres.superuserUrl);
    url.pathname = new URL(postgres.url).pathname;
    superuserUrl = url.toString();
    pool = openPool(postgres.url, { size: 8 });
  }, 60_000);

  afterAll(async () => {
    await pool.end();
    await postgres.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  /** Eight writers go on while the server is killed, and started again on its port. */
  const killing = (parts: Pick<Scenario, 'write' | 'log' | 'consumers'>): Promise<Account> =>
    play({
      ...parts,
      writers: 8,
      disturb: async (book) => {
        await book.grown(randomOf().between(100, 200));
        const [postmaster] = readFileSync(join(postgres.cluster, 'postmaster.pid'), 'utf8').split('\n');
        process.kill(Number(postmaster), 'SIGKILL');
        await postgres.ended;
        postgres = await startEmbeddedPostgres({ folder, port: postgres.port, settings: HASTY });
        await book.grown(20);
      },
    });

  it(seeded('loses nothing of the ledger’s that was acknowledged'), async () => {
    const ledger = openPostgresLedger({ pool, name: LEDGER, keys: generateKeys() });
    await appendTo(ledger, 'ledger', 0, founding(LEDGER));
    const account = await killing({
      write: ledgerWriters([ledger], randomOf()),
      consumers: [ledgerReader(ledger, WITHIN_MS)],
      log: () => readLog(superuserUrl, LEDGER),
    });
    expect(brokenLaws(account)).toEqual({});
  }, 600_000);

  it(seeded('would be caught, did it lose what another table was given'), async () => {
    const superuser = new pg.Client({ connectionString: superuserUrl });
    await superuser.connect();
    await superuser.query(`${SEQUENCE_TABLE}; grant select, insert on by_sequence to actum_app`);
    // What made the table is on disk; what is written to it next need not be.
    await superuser.query('checkpoint');
    await superuser.end();
    const once = sequenceWriters(pool, randomOf());
    const account = await killing({
      write: async (writer, text, book) => {
        for (;;) {
          const outcome = await once(writer, text, book).catch(() => null);
          if (outcome !== null) return outcome;
          await pause(25);
        }
      },
      consumers: [],
      log: () => sequenceLog(pool),
    });
    expect(Object.keys(brokenLaws(account))).toContain('what is acknowledged is on record' satisfies Law);
  }, 600_000);
});
