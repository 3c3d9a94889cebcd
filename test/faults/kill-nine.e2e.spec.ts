import { randomUUID } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type pg from 'pg';
import { openPool } from '#database';
import { openKeyFile, openPostgresLedger } from '#ledger';
import { HttpCaller } from '../e2e/harness/http-caller.js';
import { type RunningActum, removeFolder, startActum } from '../e2e/harness/running-actum.js';
import { ledgerReader } from './consumers/ledger-reader.js';
import { sseFollower } from './consumers/sse-follower.js';
import { viewsOver } from './consumers/views.js';
import type { Book } from './harness/book.js';
import { embeddedUrls } from './harness/embedded-urls.js';
import { readLog } from './harness/entry.js';
import { extent } from './harness/extent.js';
import { brokenLaws } from './harness/laws.js';
import { type Account, play } from './harness/play.js';
import { randomOf, seeded } from './harness/random.js';
import { allEvents, itemsUnlikeFold } from './harness/views.js';
import { pidOf, type Victim } from './processes.js';
import { desksAt, HttpWriters } from './writers/http-writers.js';

const LEDGER = 'main';
/** Whatever was killed is there again by then, even where it was killed again meanwhile. */
const WITHIN_MS = 60_000;
const UNTIL_REMINDED_MS = 60_000;

/** Commands keep coming while api, worker and Postgres are killed with SIGKILL at random. */
describe(seeded('kill -9'), () => {
  let actum: RunningActum;
  let http: HttpCaller;
  let pool: pg.Pool;
  let account: Account;

  beforeAll(async () => {
    actum = await startActum();
    http = new HttpCaller(actum.url);
    const random = randomOf();
    const { appUrl, superuserUrl } = embeddedUrls(actum.dataFolder);
    pool = openPool(appUrl, { name: 'faults', size: 2 });
    const keys = openKeyFile(join(actum.dataFolder, 'keys.json'));
    const ledger = openPostgresLedger({ pool, name: LEDGER, keys });
    const desks = await desksAt(http, ['2', '4', '8', '12']);
    account = await play({
      writers: 4,
      write: new HttpWriters(desks, () => [actum.url], WITHIN_MS, random).write,
      consumers: [
        ledgerReader(ledger, WITHIN_MS),
        sseFollower('a follower over HTTP', () => actum.url, WITHIN_MS),
        viewsOver(() => http, '2', WITHIN_MS),
      ],
      disturb: async (book) => {
        let victims: Victim[] = [];
        for (let kill = 0; kill < extent.kills; kill++) {
          // The reminders of a later day fall due in the middle of it.
          if (kill === Math.floor(extent.kills / 2)) await advanceClock('2020-11-05');
          // Each in its turn, in an order of chance.
          if (victims.length === 0) victims = ['api', 'worker', 'postgres'];
          const [victim = 'api'] = victims.splice(random.between(0, victims.length - 1), 1);
          await killOne(victim, book, random.between(1, 20));
        }
        await book.grown(1);
      },
      settle: async () => {
        await advanceClock('2020-11-06');
        await settledReminders();
      },
      log: () => readLog(superuserUrl, LEDGER),
    });
  }, 1_200_000);

  afterAll(async () => {
    await pool.end();
    await actum.stop();
    await removeFolder(actum.dataFolder);
  });

  async function advanceClock(to: string): Promise<void> {
    const token = await actum.eventually(
      () => http.signIn('admin').catch(() => null),
      (t) => t !== null,
    );
    const options = { token: token ?? '', headers: { 'idempotency-key': randomUUID() } };
    const answer = await actum.eventually(
      () => http.call('POST', '/v1/clock', { to }, options).catch(() => null),
      (answered) => answered !== null && answered.status < 500,
    );
    expect(answer).toMatchObject({ status: 200 });
  }

  /** Waits until the victim runs (again), lets some commands through, kills it, and waits until it runs anew. */
  async function killOne(victim: Victim, book: Book, after: number): Promise<void> {
    const supervisor = actum.supervisor.pid ?? 0;
    const pid = await actum.eventually(
      async () => pidOf(supervisor, victim),
      (found) => found !== null,
    );
    await book.grown(after);
    if (pid !== null) process.kill(pid, 'SIGKILL');
    await actum.eventually(
      async () => pidOf(supervisor, victim),
      (found) => found !== null && found !== pid,
    );
  }

  test('every law is kept', () => {
    expect(brokenLaws(account)).toEqual({});
    expect(account.book.acknowledged.size).toBeGreaterThan(extent.kills);
  });

  test('every entry verifies', async () => {
    expect(await actum.actum('verify')).toMatchObject({ code: 0 });
  });

  test('the views equal a fold of the ledger', async () => {
    expect(await itemsUnlikeFold(http)).toEqual([]);
  });

  test('no reminder is lost or doubled', async () => {
    const settled = await settledReminders();
    const keys = settled.flatMap(({ person, lines }) =>
      lines.map(({ item, rung }) => `${person} ${item} ${rung}`),
    );
    expect(keys.length).toBe(new Set(keys).size);
    const sentEvents = (await allEvents(http)).filter(({ type }) => type === 'actum.ReminderSent');
    expect(
      sentEvents
        .map(
          ({ data, subject }) =>
            `${String(data.person)} ${subject.slice('reminders:'.length)} ${String(data.rung)}`,
        )
        .sort(),
    ).toEqual([...keys].sort());
    const files = (await readdir(join(actum.dataFolder, 'outbox'))).filter((name) => name.endsWith('.eml'));
    expect(files.length).toBe(settled.length);
  });

  interface Message {
    readonly id: string;
    readonly person: string;
    readonly status: string;
    readonly messageId: string;
    readonly dueOn: string;
    readonly lines: readonly { readonly item: string; readonly rung: string }[];
  }

  /** What was sent, once nothing is owed any more. */
  async function settledReminders(): Promise<readonly Message[]> {
    const deadline = performance.now() + UNTIL_REMINDED_MS;
    for (;;) {
      const all = await actum.json<readonly Message[]>('outbox', '--as', 'admin');
      const sent = all.filter(({ status }) => status === 'sent');
      const later = new Set(sent.filter(({ dueOn }) => dueOn > '2020-09-30').map(({ person }) => person));
      if (all.length === sent.length && later.size >= 7) return all;
      if (performance.now() > deadline) throw new Error(`Not all was sent: ${JSON.stringify(all)}`);
    }
  }
});
