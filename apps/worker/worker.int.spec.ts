import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { pino } from 'pino';
import { readServerConfiguration, type ServerConfiguration } from '#application';
import { type Ledger, openKeyFile, openPostgresLedger } from '#ledger';
import {
  appendTo,
  createTestDatabase,
  deadline,
  eventOf,
  followUp,
  followUpDigest,
  founding,
  itemEvent,
  on,
  opened,
  type TestDatabase,
} from '#testing';
import { createWorker } from './create-worker.js';

const definition = { ...followUp, reminders: { rungs: [{ id: 'overdue', days: 1, to: ['owner'] }] } };

describe('workers', () => {
  let database: TestDatabase;
  let folder: string;
  let configuration: ServerConfiguration;
  let ledger: Ledger;

  beforeAll(async () => {
    database = await createTestDatabase();
    folder = await mkdtemp(join(tmpdir(), 'actum-worker-'));
    configuration = readServerConfiguration({
      DATABASE_URL: database.appUrl,
      ACTUM_DATA: folder,
      ACTUM_LEDGER: `worker-${randomUUID()}`,
    });
    const { ledger: name, keyFile } = configuration;
    ledger = openPostgresLedger({ pool: database.pool, name, keys: openKeyFile(keyFile) });
    await appendTo(ledger, 'ledger', 0, founding(name, '2020-09-30T00:00:00Z'));
    const published = { definition, digest: followUpDigest };
    await appendTo(
      ledger,
      'type:follow-up',
      0,
      eventOf('TypePublished', JSON.parse(JSON.stringify(published))),
    );
    const person = { name: 'Focal Point', email: 'focal@example.org', language: 'en' };
    await appendTo(ledger, 'person:focal', 0, eventOf('PersonRegistered', person));
  });
  afterAll(async () => {
    await database.close();
    await rm(folder, { recursive: true });
  });

  const overdue = (item: string) =>
    appendTo(
      ledger,
      `item:${item}`,
      0,
      itemEvent(opened(`Title of ${item}`, { owner: 'focal' }), on('2019-03-31')),
      itemEvent({ type: 'DueSet', data: { due: deadline('By end 2019', '2019-12-31') } }, on('2019-03-31')),
    );
  const reminded = async (item: string): Promise<void> => {
    while ((await ledger.readStream(`reminders:${item}`)).length === 0) await pause(20);
  };

  it('take turns: views, reminders, once each, and nothing before reminders have begun', async () => {
    await overdue('a');
    const stop = new AbortController();
    const log = pino({ level: 'silent' });
    const workers = await Promise.all([createWorker(configuration, log), createWorker(configuration, log)]);
    const running = Promise.all(workers.map((worker) => worker.run(stop.signal)));
    await overdue('b');
    await appendTo(ledger, 'ledger', 1, eventOf('RemindersBegun', {}));
    await Promise.all([reminded('a'), reminded('b')]);
    const { rows } = await database.pool.query('select status from reminders_v1.summary where ledger = $1', [
      ledger.name,
    ]);
    expect(rows).toHaveLength(1);
    stop.abort();
    await running;
    expect(await ledger.readStream('reminders:a')).toHaveLength(1);
  });

  it('leave nothing open when they stop', async () => {
    const stop = new AbortController();
    const worker = await createWorker(configuration, pino({ level: 'silent' }));
    const running = worker.run(stop.signal);
    stop.abort();
    await running;
    const connections = async (): Promise<number> => {
      const { rows } = await database.pool.query(
        "select from pg_stat_activity where datname = current_database() and application_name = 'actum worker'",
      );
      return rows.length;
    };
    // The server notices that they are closed a moment after they are.
    while ((await connections()) > 0) await pause(20);
    expect(await connections()).toBe(0);
  });
});
