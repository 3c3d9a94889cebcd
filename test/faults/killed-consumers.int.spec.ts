import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Ledger, openKeyFile, openPostgresLedger } from '#ledger';
import { appendTo, createTestDatabase, founding, type TestDatabase } from '#testing';
import { eventually } from '../e2e/harness/eventually.js';
import { ledgerReader } from './consumers/ledger-reader.js';
import { toldTable } from './consumers/projection.js';
import { heard } from './consumers/reactions.js';
import { Child } from './harness/child.js';
import { asking, Consumer } from './harness/consumer.js';
import { readLog } from './harness/entry.js';
import { extent } from './harness/extent.js';
import { type Broken, brokenLaws } from './harness/laws.js';
import { play } from './harness/play.js';
import { randomOf, seeded } from './harness/random.js';
import { ledgerWriters } from './writers/ledger-writers.js';

const LEDGER = 'followed';
/** Processes that are killed one after another have started anew by then, even where the machine is busy. */
const WITHIN_MS = 60_000;

/** Consumers whose process is killed with SIGKILL, at random, while 8 writers go on. */
describe('consumers that are killed', () => {
  let database: TestDatabase;
  let folder: string;
  let ledger: Ledger;

  beforeEach(async () => {
    [database, folder] = await Promise.all([createTestDatabase(), mkdtemp(join(tmpdir(), 'actum-faults-'))]);
    ledger = openPostgresLedger({ pool: database.pool, name: LEDGER, keys: openKeyFile(keyFile()) });
    await appendTo(ledger, 'ledger', 0, founding(LEDGER));
  });

  afterEach(async () => {
    await database.close();
    await rm(folder, { recursive: true });
  });

  const keyFile = () => join(folder, 'keys.json');

  /** Kills what `start` starts, each time once its consumers have come some way, and starts it again. */
  async function killing(start: () => Child, kills: number, killed: readonly Consumer[]): Promise<Broken> {
    const random = randomOf();
    const slowest = () => Math.min(...killed.map(({ position }) => position));
    let child = start();
    try {
      return brokenLaws(
        await play({
          writers: 8,
          write: ledgerWriters([ledger], random),
          // Of those that are down, above all.
          aheadAtMost: 200,
          consumers: [...killed, ledgerReader(ledger, WITHIN_MS)],
          disturb: async (book) => {
            for (let kill = 0; kill < kills; kill++) {
              const until = slowest() + random.between(1, 60);
              await eventually(
                async () => slowest(),
                (now) => now >= until,
              );
              await child.kill();
              child = start();
            }
            await book.grown(20);
          },
          log: () => readLog(database.superuserUrl, LEDGER),
        }),
      );
    } finally {
      await child.kill();
    }
  }

  it(seeded('go on where they stood: projections, and reactions'), async () => {
    const parts = { url: database.appUrl, ledger: LEDGER, keyFile: keyFile() };
    const broken = await killing(
      () => new Child('consumers/consumer.program.mjs', JSON.stringify(parts)),
      extent.consumerKills,
      [heard(database.pool, LEDGER, WITHIN_MS), toldTable(database.pool, LEDGER, WITHIN_MS)],
    );
    expect(broken).toEqual({});
  }, 300_000);

  it.each([
    ['before what it stands for', 'checkpoint', 'a consumer misses nothing'],
    ['after it, in a transaction of its own', 'rows', 'a consumer is given nothing twice'],
  ])(
    'would be caught, did the checkpoint move %s',
    async (_when, first, law) => {
      const careless = () =>
        new Consumer(
          { name: 'a careless consumer', withinMs: WITHIN_MS },
          asking(async (_last, count) => {
            const { rows } = await database.pool.query<{ position: number; line: string }>(
              'select position, line from careless.given order by nth offset $1',
              [count],
            );
            return rows.map(({ position, line }) => ({ position, text: line }));
          }),
        );
      const broken = await killing(
        () => new Child('planted/careless-consumer.program.mjs', database.appUrl, LEDGER, first),
        4,
        [careless()],
      );
      expect(Object.keys(broken)).toContain(law);
    },
    120_000,
  );
});
