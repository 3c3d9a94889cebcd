import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { openPool } from '#database';
import { generateKeys, type Ledger, openPostgresLedger } from '#ledger';
import { appendTo, createTestDatabase, founding, startCuttingProxy, type TestDatabase } from '#testing';
import { projection } from './consumers/projection.js';
import { transactionsElsewhere } from './harness/elsewhere.js';
import { readLog } from './harness/entry.js';
import { type Broken, brokenLaws, type Law } from './harness/laws.js';
import { play, type Scenario } from './harness/play.js';
import { randomOf, seeded } from './harness/random.js';
import { reformattingReader } from './planted/reformatting-reader.js';
import { SEQUENCE_TABLE, sequenceLog, sequenceReader, sequenceWriters } from './planted/sequence.js';
import { SilentSession } from './planted/silent-session.js';
import { careless, ledgerWriters } from './writers/ledger-writers.js';

const LEDGER = 'planted';
const PROMPT_MS = 1_500;
const keys = generateKeys();

/** The same scenarios as elsewhere in this folder, shorter, each with a bug: the law that it breaks has to say so. */
describe('a planted bug turns the harness red', () => {
  let database: TestDatabase;
  let superuser: pg.Client;
  let ledger: Ledger;

  beforeEach(async () => {
    database = await createTestDatabase();
    superuser = new pg.Client({ connectionString: database.superuserUrl });
    await superuser.connect();
    ledger = openPostgresLedger({ pool: database.pool, name: LEDGER, keys });
    await appendTo(ledger, 'ledger', 0, founding(LEDGER));
  });

  afterEach(async () => {
    await superuser.end();
    await database.close();
  });

  const log = () => readLog(database.superuserUrl, LEDGER);
  const lawsBroken = (broken: Broken): readonly string[] => Object.keys(broken);

  describe('a writer whose connection is cut at its commit', () => {
    it.each<[string, keyof typeof careless, Law]>([
      ['acknowledges before it is answered', 'acknowledgesBefore', 'what is acknowledged is on record'],
      ['takes silence for a refusal', 'takesSilenceForRefusal', 'what is refused is not on record'],
      ['sends again as a new command', 'sendsAgainAsNew', 'nothing is on record twice'],
    ])(
      seeded('%s'),
      async (_what, bug, law) => {
        const proxy = await startCuttingProxy(database.appUrl);
        const pool = openPool(proxy.url, { size: 3 });
        const hasty = openPostgresLedger({ pool, name: LEDGER, keys, retryForMs: 0 });
        const random = randomOf();
        const account = await play({
          writers: 4,
          write: careless[bug](hasty),
          consumers: [],
          disturb: async (book) => {
            for (let cut = 0; cut < 8; cut++) {
              await book.grown(random.between(1, 10));
              proxy.cutAnswerTo('item:');
              await book.grown(random.between(1, 10));
              proxy.cutOne((count) => random.between(0, count - 1));
            }
          },
          log,
        });
        await pool.end();
        await proxy.close();
        expect(lawsBroken(brokenLaws(account))).toEqual([law]);
      },
      60_000,
    );
  });

  describe('positions from a sequence', () => {
    const sequence = async (): Promise<Pick<Scenario, 'writers' | 'write' | 'log'> & { pool: pg.Pool }> => {
      await superuser.query(
        `${SEQUENCE_TABLE}; grant select, insert on by_sequence to ${database.applicationRole}`,
      );
      const pool = openPool(database.appUrl, { size: 32 });
      return { pool, writers: 32, write: sequenceWriters(pool, randomOf()), log: () => sequenceLog(pool) };
    };

    it(seeded('are passed over by whoever reads on from the last'), async () => {
      const { pool, ...store } = await sequence();
      const account = await play({
        ...store,
        consumers: [sequenceReader(pool, 'byPosition', { name: 'a reader by sequence', withinMs: 2_000 })],
        disturb: (book) => book.grown(1_000),
      });
      await pool.end();
      expect(lawsBroken(brokenLaws(account))).toEqual(
        expect.arrayContaining(['a consumer misses nothing', 'positions and versions have no gap']),
      );
    }, 60_000);

    it(seeded('stall whoever waits for the oldest transaction, beside one that never ends'), async () => {
      const { pool, ...store } = await sequence();
      const elsewhere = await transactionsElsewhere(database.superuserUrl);
      const account = await play({
        ...store,
        consumers: [sequenceReader(pool, 'behindXmin', { name: 'a reader behind xmin', withinMs: 2_000 })],
        disturb: (book) => book.grown(200),
      });
      await elsewhere.end();
      await pool.end();
      expect(lawsBroken(brokenLaws(account))).toContain('a consumer never stalls');
    }, 60_000);
  });

  it('a reader that keeps the data as jsonb has other bytes than the log', async () => {
    const account = await play({
      writers: 4,
      write: ledgerWriters([ledger], randomOf()),
      consumers: [reformattingReader(database.pool, LEDGER, 2_000)],
      disturb: (book) => book.grown(50),
      log,
    });
    expect(lawsBroken(brokenLaws(account))).toEqual(['a consumer has the log byte for byte']);
  });

  describe('a process that is frozen', () => {
    /** The lead of a projection falls silent while writers go on, with the lease that the product gives it, or none. */
    const silentLead = async (lease: string): Promise<Broken> => {
      const lead = await SilentSession.open(database.appUrl, [
        lease,
        `select pg_advisory_lock(hashtextextended('actum view_told_v1 ${LEDGER}', 0))`,
      ]);
      const account = await play({
        writers: 2,
        write: ledgerWriters([ledger], randomOf()),
        consumers: [projection(database.pool, [{ pool: database.pool, ledger }], ledger, 10_000)],
        disturb: (book) => book.grown(20),
        log,
      });
      await lead.end();
      return brokenLaws(account);
    };

    it('stalls a projection where it leads without a lease', async () => {
      expect(lawsBroken(await silentLead('select 1'))).toEqual(['a consumer never stalls']);
    }, 60_000);

    it('gives way where it leads with the lease', async () => {
      expect(await silentLead("set idle_session_timeout = '6s'")).toEqual({});
    }, 60_000);

    /** One process falls silent with an append half done, while the others append. */
    const silentAppend = async (statements: readonly string[]): Promise<Broken> => {
      let silent: SilentSession | undefined;
      const account = await play({
        writers: 4,
        write: ledgerWriters([ledger], randomOf()),
        consumers: [],
        disturb: async (book) => {
          await book.grown(20);
          silent = await SilentSession.open(database.appUrl, statements);
          await pause(PROMPT_MS + 500);
          await silent.end();
          await book.grown(4);
        },
        log,
      });
      return brokenLaws(account, { prompt: { writer: () => true, withinMs: PROMPT_MS } });
    };
    const lock = `select pg_advisory_xact_lock(hashtextextended('actum ledger ${LEDGER}', 0))`;

    it('stops the appends of the others where its client commits', async () => {
      expect(lawsBroken(await silentAppend(['begin', lock]))).toEqual(['appends go on at once']);
    }, 60_000);

    it('stops nobody where the append is one statement', async () => {
      expect(await silentAppend([lock])).toEqual({});
    }, 60_000);
  });
});
