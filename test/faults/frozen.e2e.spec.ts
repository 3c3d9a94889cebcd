import { join } from 'node:path';
import pg from 'pg';
import { openKeyFile, openPostgresLedger } from '#ledger';
import { eventually } from '../e2e/harness/eventually.js';
import { HttpCaller } from '../e2e/harness/http-caller.js';
import { RunningApi, type RunningProcess } from '../e2e/harness/running-api.js';
import { ledgerReader } from './consumers/ledger-reader.js';
import { sseFollower } from './consumers/sse-follower.js';
import { viewsOver } from './consumers/views.js';
import { readLog } from './harness/entry.js';
import { extent } from './harness/extent.js';
import { brokenLaws } from './harness/laws.js';
import { play } from './harness/play.js';
import { type Random, randomOf, seeded } from './harness/random.js';
import { itemsUnlikeFold } from './harness/views.js';
import { desksAt, HttpWriters } from './writers/http-writers.js';

const LEDGER = 'main';
/** Whoever asks the frozen process gives up after so long, and asks the other one. */
const PATIENCE_MS = 1_000;
/** "At once", on a machine that is busy with much else; without the remedy it is as long as the process is frozen. */
const PROMPT_MS = 2_000;
/** The lease of a lead is 6 seconds. */
const VIEWS_WITHIN_MS = 10_000;
const FOLLOWED_WITHIN_MS = 5_000;
/** A follower whose own server is frozen has the same in the end, however late. */
const HOWEVER_LATE_MS = 60_000;

interface Disturbed {
  readonly grown: (by: number) => Promise<void>;
  readonly random: Random;
  readonly writers: HttpWriters;
}

/** A process that is stopped with SIGSTOP is not dead: its connections stay, and whatever it holds with them. */
describe('frozen processes', () => {
  let running: RunningApi;
  let urls: readonly [string, string];
  let apis: readonly [RunningProcess, RunningProcess];
  let workers: readonly [RunningProcess, RunningProcess];

  beforeAll(async () => {
    running = await RunningApi.start({ pack: 'packs/un-reform' });
    apis = [running.process('api'), await running.runAnother('api')];
    workers = [running.process('worker'), await running.runAnother('worker')];
    urls = [apis[0].url, apis[1].url];
  }, 600_000);

  afterAll(async () => {
    for (const { child } of [...apis, ...workers]) child.kill('SIGCONT');
    await running.stop();
  });

  /** So many people report, every other one at the other api, and four consumers follow. */
  async function playing(people: number, disturb: (parts: Disturbed) => Promise<void>) {
    const random = randomOf();
    const pool = running.database.pool;
    const keys = openKeyFile(join(running.dataFolder, 'keys.json'));
    const ledger = openPostgresLedger({ pool, name: LEDGER, keys });
    const healthy = new HttpCaller(urls[1]);
    const writers = new HttpWriters(
      await desksAt(healthy, ['2', '4', '8', '12']),
      () => urls,
      PATIENCE_MS,
      random,
    );
    const account = await play({
      writers: people,
      write: writers.write,
      consumers: [
        ledgerReader(ledger, FOLLOWED_WITHIN_MS),
        sseFollower('a follower of the api that goes on', () => urls[1], FOLLOWED_WITHIN_MS),
        sseFollower('a follower of the frozen api', () => urls[0], HOWEVER_LATE_MS),
        viewsOver(() => healthy, '2', VIEWS_WITHIN_MS),
      ],
      disturb: (book) => disturb({ grown: (by) => book.grown(by), random, writers }),
      log: () => readLog(running.database.superuserUrl, LEDGER),
    });
    return { account, writers, unlike: await itemsUnlikeFold(healthy) };
  }

  it(seeded('a worker, whatever it leads: the other’s views follow within ten seconds'), async () => {
    const { account, unlike } = await playing(2, async ({ grown, random }) => {
      for (let freeze = 0; freeze < extent.workerFreezes; freeze++) {
        await grown(random.between(5, 60));
        // Thawed, it finds its lead gone and does no harm.
        await whileFrozen(workers[freeze % 2 === 0 ? 0 : 1], async () => {
          const { position } = await new HttpCaller(urls[1]).get<{ position: number }>('/v1/items/2');
          await viewsPass(position + 50);
        });
      }
      await grown(10);
    });
    expect(brokenLaws(account, { prompt: { writer: () => true, withinMs: PROMPT_MS } })).toEqual({});
    expect(unlike).toEqual([]);
  }, 600_000);

  it(seeded('an api, in the middle of batches: the other’s appends go on at once'), async () => {
    const { account, writers, unlike } = await playing(8, async ({ grown, random, writers }) => {
      for (let freeze = 0; freeze < extent.freezes; freeze++) {
        await grown(random.between(5, 60));
        const before = writers.answeredElsewhere().length;
        await whileFrozen(apis[0], () =>
          eventually(
            async () => writers.answeredElsewhere().length,
            (now) => now > before,
          ),
        );
      }
      await grown(10);
    });
    const atTheOther = (writer: number) => writer % 2 === 1;
    expect(brokenLaws(account, { prompt: { writer: atTheOther, withinMs: PROMPT_MS } })).toEqual({});
    expect(unlike).toEqual([]);
    // Whoever asks the thawed api again is told what became of it, wherever that was decided.
    const elsewhere = writers.answeredElsewhere();
    expect(elsewhere.length).toBeGreaterThanOrEqual(extent.freezes);
    for (const sent of elsewhere) {
      const { status, body } = await writers.send(sent, urls[0], AbortSignal.timeout(10_000));
      expect({ status, position: body.position }).toEqual({ status: 200, position: sent.position });
    }
  }, 600_000);

  /** However long that takes: the law says how long it may. */
  async function viewsPass(position: number): Promise<void> {
    for (;;) {
      const answer = await new HttpCaller(urls[1]).call('GET', `/v1/items/2?waitFor=${position}`);
      if (answer.status === 200) return;
    }
  }

  it('would be caught, were a view other than the log', async () => {
    const superuser = new pg.Client({ connectionString: running.database.superuserUrl });
    await superuser.connect();
    const { rows } = await superuser.query<{ schema: string }>(
      `select table_schema as schema from information_schema.tables
       where table_name = 'segment' and table_schema like 'view_status_table_v%'`,
    );
    for (const { schema } of rows)
      await superuser.query(
        `update ${schema}.segment set facts = jsonb_set(facts, '{progress}', 'null') where item like '%.2'`,
      );
    await superuser.end();
    expect(await itemsUnlikeFold(new HttpCaller(urls[1]))).toEqual([expect.stringContaining('progress of')]);
  }, 60_000);
});

async function whileFrozen({ child }: RunningProcess, wait: () => Promise<unknown>): Promise<void> {
  child.kill('SIGSTOP');
  try {
    await wait();
  } finally {
    child.kill('SIGCONT');
  }
}
