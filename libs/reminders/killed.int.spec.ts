import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { Redis } from 'ioredis';
import { type Ledger, openKeyFile, openPostgresLedger } from '#ledger';
import { appendTo, createTestDatabase, founding, type TestDatabase, testRedisUrl } from '#testing';
import { ChasedLedger } from './chased-ledger.fixture.js';
import { type ReminderProcess, runReminders } from './reminder-process.fixture.js';
import {
  addressesTo,
  type MailBehaviour,
  type MailServer,
  startMailServer,
} from './send/mail-server.fixture.js';
import { ReminderStore } from './store/reminder-store.js';

const program = fileURLToPath(new URL('./reminder-program.fixture.mjs', import.meta.url));

/** Resolves once it holds; fails in the end, so that a broken promise does not hang the run. */
async function until(holds: () => Promise<boolean>): Promise<void> {
  const deadline = Date.now() + 40_000;
  while (!(await holds())) {
    if (Date.now() > deadline) throw new Error(`Never held: ${holds}`);
    await pause(10);
  }
}

describe.each(['Postgres', 'Redis'] as const)(
  'reminders whose process is killed, queued on %s',
  (backend) => {
    let database: TestDatabase;
    let folder: string;
    let ledger: Ledger;
    let chased: ChasedLedger;
    let store: ReminderStore;
    let parts: ReminderProcess;
    const running = new Set<ChildProcess>();

    beforeAll(async () => {
      database = await createTestDatabase();
    });
    afterAll(async () => {
      await database.close();
    });
    beforeEach(async () => {
      folder = await mkdtemp(join(tmpdir(), 'actum-killed-'));
      const keyFile = join(folder, 'keys.json');
      const name = `killed-${randomUUID()}`;
      ledger = openPostgresLedger({ pool: database.pool, name, keys: openKeyFile(keyFile) });
      await appendTo(ledger, 'ledger', 0, founding(name, '2020-09-30T00:00:00Z'));
      chased = await ChasedLedger.on(ledger);
      store = new ReminderStore(database.pool, name);
      await store.prepare();
      parts = {
        ...{ ledger: name, keyFile, items: [], leaseSeconds: 1, smtpUrl: null, dataFolder: folder },
        ...{ mailFrom: 'actum@actum.example', publicUrl: 'http://127.0.0.1:3000' },
        databaseUrl: database.appUrl,
        redisUrl: backend === 'Redis' ? testRedisUrl() : null,
      };
    });
    afterEach(async () => {
      await Promise.all([...running].map(kill));
      await rm(folder, { recursive: true });
    });

    /** Each item with an owner of its own, all of them overdue. */
    const overdue = async (count: number): Promise<void> => {
      const items = Array.from({ length: count }, (_, index) => `i${index}`);
      for (const item of items) {
        await chased.people(`p-${item}`);
        await chased.item(item, `p-${item}`, '2019-12-31');
      }
      parts = { ...parts, items };
    };
    const start = (): ChildProcess => {
      const child = spawn(process.execPath, [program, JSON.stringify(parts)], { stdio: 'inherit' });
      running.add(child);
      return child;
    };
    const kill = async (child: ChildProcess): Promise<void> => {
      running.delete(child);
      if (child.exitCode !== null || child.signalCode !== null) return;
      const gone = once(child, 'exit');
      child.kill('SIGKILL');
      await gone;
      // Its statements under way end with it, as they would with its machine.
      await database.pool.query(
        "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'reminders'",
      );
    };
    /** Runs the reminders here until something holds, as the process that is started after a crash. */
    const resumeUntil = async (holds: () => Promise<boolean>): Promise<void> => {
      const stop = new AbortController();
      const run = runReminders(parts, stop.signal);
      await until(holds);
      stop.abort();
      await run;
    };
    const withStatus = async (status: 'sent' | 'ambiguous' | 'owed'): Promise<readonly string[]> => {
      const rows = await store.tables
        .selectFrom('summary')
        .select('summary')
        .where('ledger', '=', ledger.name)
        .where('status', '=', status)
        .execute();
      return rows.map(({ summary }) => summary);
    };
    const allSent = (count: number) => async () => (await withStatus('sent')).length === count;
    const files = async (): Promise<string[]> => {
      const names = await readdir(join(folder, 'outbox')).catch(() => []);
      return names.filter((name) => name.endsWith('.eml'));
    };
    const eventsOf = async (item: string) => (await chased.reminded(item)).map(([type]) => type);

    it('loses and doubles nothing in the outbox, however often it is killed', async () => {
      await overdue(12);
      for (let killed = 0; killed < 3; killed += 1) {
        const before = (await files()).length;
        const child = start();
        await until(async () => (await files()).length > before);
        await kill(child);
      }
      await resumeUntil(allSent(12));
      expect((await files()).sort()).toEqual((await withStatus('sent')).map((id) => `${id}.eml`).sort());
      for (const item of parts.items) expect(await eventsOf(item)).toEqual(['ReminderSent']);
    });

    it('writes the message again when it was killed before the record', async () => {
      await overdue(1);
      const client = await database.pool.connect();
      await client.query('begin');
      await client.query("select pg_advisory_xact_lock(hashtextextended('actum ledger ' || $1, 0))", [
        ledger.name,
      ]);
      const child = start();
      await until(async () => (await files()).length === 1);
      await kill(child);
      await client.query('rollback');
      client.release();
      expect(await eventsOf('i0')).toEqual([]);
      await resumeUntil(allSent(1));
      expect(await files()).toHaveLength(1);
      expect(await eventsOf('i0')).toEqual(['ReminderSent']);
    });

    it('finds the record when it was killed right after it', async () => {
      await overdue(1);
      const client = await database.pool.connect();
      await client.query('begin');
      await client.query("select pg_advisory_xact_lock(hashtextextended('actum ledger ' || $1, 0))", [
        ledger.name,
      ]);
      const child = start();
      await until(async () => (await files()).length === 1);
      // The record goes through now, and letting go of the summary has to wait for this row.
      const holder = await database.pool.connect();
      await holder.query('begin');
      await holder.query('select from reminders_v1.summary where ledger = $1 for update', [ledger.name]);
      await client.query('rollback');
      client.release();
      await until(async () => (await eventsOf('i0')).length === 1);
      await kill(child);
      await holder.query('rollback');
      holder.release();
      expect(await withStatus('sent')).toEqual([]);
      await resumeUntil(allSent(1));
      expect(await eventsOf('i0')).toEqual(['ReminderSent']);
    });

    if (backend === 'Redis') {
      it('sends what is owed, once, when the queue is emptied', async () => {
        await overdue(6);
        const redis = new Redis(testRedisUrl());
        const child = start();
        await until(async () => (await files()).length > 0);
        await kill(child);
        await redis.flushall();
        await resumeUntil(allSent(6));
        await redis.flushall();
        // A process that starts on the emptied queue has a later deadline to send, and sends only that.
        await chased.people('late');
        await chased.item('late', 'late', '2019-12-31');
        parts = { ...parts, items: [...parts.items, 'late'] };
        await resumeUntil(allSent(7));
        await redis.quit();
        for (const item of parts.items) expect(await eventsOf(item)).toEqual(['ReminderSent']);
      });
    }

    describe('over SMTP', () => {
      let server: MailServer;

      beforeEach(async () => {
        server = await startMailServer();
        parts = { ...parts, smtpUrl: server.url };
        await overdue(1);
      });
      afterEach(async () => {
        await server.stop();
      });
      /** Kills the process while the server keeps it waiting at this point. */
      const killAt = async (point: keyof MailBehaviour): Promise<void> => {
        const reached = new Promise<void>((resolve) => {
          server.behaviour = {
            [point]: (first: unknown) => {
              if (first instanceof Readable) first.resume().once('end', resolve);
              else resolve();
            },
          };
        });
        const child = start();
        await reached;
        await kill(child);
        server.behaviour = {};
      };

      it('sends it once when it was killed before the message left', async () => {
        await killAt('onRcptTo');
        await resumeUntil(allSent(1));
        expect(server.accepted).toHaveLength(1);
        expect(await eventsOf('i0')).toEqual(['ReminderSent']);
      });

      it('stands as ambiguous when it was killed after, and keeps its Message-ID when sent on request', async () => {
        await killAt('onData');
        await resumeUntil(async () => (await withStatus('ambiguous')).length === 1);
        expect(await eventsOf('i0')).toEqual(['ReminderAmbiguous']);
        const [summary = ''] = await withStatus('ambiguous');
        const before = await store.find(summary);

        // A new reminder goes out beside it, and it stays as it is.
        await chased.people('late');
        await chased.item('late', 'late', '2019-12-31');
        parts = { ...parts, items: [...parts.items, 'late'] };
        await resumeUntil(allSent(1));
        expect(server.accepted.flatMap(addressesTo)).toEqual(['late@example.org']);
        expect(await withStatus('ambiguous')).toEqual([summary]);

        expect(await store.owedAgain(summary)).toBe(true);
        await resumeUntil(allSent(2));
        expect(server.accepted.map(({ messageId }) => messageId)).toContain(`<${before?.messageId}>`);
        expect(await eventsOf('i0')).toEqual(['ReminderAmbiguous', 'ReminderSent']);
      });

      it('is owed again after a clean refusal, and not tried at once', async () => {
        server.behaviour = {
          onRcptTo: (_to, _session, done) => done(Object.assign(new Error('later'), { responseCode: 451 })),
        };
        const backedOff = async (): Promise<boolean> => {
          const [summary] = await withStatus('owed');
          return summary !== undefined && ((await store.find(summary))?.attempt ?? 0) > 0;
        };
        await resumeUntil(backedOff);
        expect(await store.due(10)).toEqual([]);
        expect(await eventsOf('i0')).toEqual([]);
      });
    });
  },
);
