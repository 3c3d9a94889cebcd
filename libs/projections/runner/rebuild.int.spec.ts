import { type Kysely, sql } from 'kysely';
import { kyselyOn } from '#database';
import type { Ledger } from '#ledger';
import { appendTo, createTestDatabase, createTestLedger, progress, type TestDatabase } from '#testing';
import { keepingOf, viewDatabase } from '../reflect/view-database.js';
import { waitForViews } from '../reflect/wait-for-views.js';
import type { Projection } from './projection.js';
import { ProjectionRunner } from './projection-runner.js';
import { besides, ViewRebuild } from './rebuild.js';

type CountRows = { count: { stream: string; events: number } };

const counted: Projection<CountRows> = {
  name: 'counted',
  version: 1,
  tables: { count: { columns: { stream: 'text', events: 'integer' }, key: ['stream'] } },
  needs: ({ type, stream }) => (type === 'ProgressReported' ? { count: [stream] } : null),
  fold: ({ stream }, rows) =>
    rows.put('count', { stream, events: (rows.one('count', stream)?.events ?? 0) + 1 }),
};

/** A database with one ledger, whose tables change places, or with two, whose rows are moved. */
describe.each([1, 2])('a rebuild in a database of %d ledgers', (ledgers) => {
  let database: TestDatabase;
  let db: Kysely<unknown>;
  let ledger: Ledger;
  let other: Ledger | undefined;

  beforeEach(async () => {
    database = await createTestDatabase();
    db = kyselyOn<unknown>(database.pool);
    ledger = await createTestLedger(database.pool);
    for (let item = 0; item < 30; item++) await report(item);
    if (ledgers === 2) {
      other = await createTestLedger(database.pool);
      await appendTo(other, 'item:0', 0, progress('1'));
      await new ProjectionRunner(counted, options(other)).catchUp();
    }
    await new ProjectionRunner(counted, options()).catchUp();
  });

  afterEach(() => database.close());

  const options = (of: Ledger = ledger) => ({ pool: database.pool, ledger: of, batchSize: 20 });
  const report = (item: number) => appendTo(ledger, `item:${item}`, 0, progress('1'), progress('2'));

  const rows = (of: Ledger = ledger) =>
    viewDatabase(db, counted)
      .selectFrom('count')
      .select(['stream', 'events'])
      .where('ledger', '=', of.name)
      .orderBy('stream')
      .execute();

  const besidePosition = async () => {
    const row = await keepingOf(db, besides(counted))
      .selectFrom('checkpoint')
      .select('position')
      .where('ledger', '=', ledger.name)
      .executeTakeFirst();
    return row?.position ?? null;
  };

  it('ends with the same rows, and nothing else is touched', async () => {
    const before = await rows();
    await sql`update view_counted_v1.count set events = 99 where ledger = ${ledger.name}`.execute(db);
    const rebuild = new ViewRebuild(counted, options());
    expect(await rebuild.run()).toBe(false);
    await rebuild.ask();
    expect(await rebuild.run()).toBe(true);
    expect(await rows()).toEqual(before);
    expect(await rebuild.isAsked()).toBe(false);
    if (other !== undefined) expect(await rows(other)).toEqual([{ stream: 'item:0', events: 1 }]);
  });

  it('never shows less than before, while the view goes on being kept up and people go on writing', async () => {
    const end = new AbortController();
    const following = new ProjectionRunner(counted, options()).follow(end.signal);
    const rebuild = new ViewRebuild(counted, options());
    await rebuild.ask();
    let done = false;
    const seen: number[] = [];
    const looking = (async () => {
      while (!done) seen.push((await rows()).length);
    })();
    const writing = (async () => {
      for (let item = 30; !done; item++) await report(item);
    })();
    await rebuild.run();
    done = true;
    await Promise.all([looking, writing]);
    await waitForViews({ db, ledger }, [counted], await ledger.lastPosition());
    end.abort();
    await following;
    expect(seen.length).toBeGreaterThan(3);
    expect(seen).toEqual(seen.toSorted((a, b) => a - b));
    expect(seen[0]).toBeGreaterThanOrEqual(30);
    const all = await rows();
    expect(all.every(({ events }) => events === 2)).toBe(true);
    expect(all.length).toBe(((await ledger.lastPosition()) - 1) / 2);
  });

  /** The ledger, with something done before each page of it is read. */
  const reading = (before: (position: number) => Promise<void> | void): Ledger =>
    new Proxy(ledger, {
      get: (target, property) => {
        if (property === 'readForward')
          return async (position: number, limit: number) => {
            await before(position);
            return target.readForward(position, limit);
          };
        const value: unknown = Reflect.get(target, property);
        return typeof value === 'function' ? value.bind(target) : value;
      },
    });

  it('keeps its lead for as long as it takes', async () => {
    const slowly = reading(async () => {
      await sql`select pg_sleep(1.4)`.execute(db);
    });
    const slow = new ViewRebuild(counted, { ...options(slowly), batchSize: 10 });
    await slow.ask();
    const rebuilt = slow.run();
    // Longer than a lead may be silent.
    const { rows: leads } = await untilHeldFor(6.8);
    expect(leads).toHaveLength(1);
    expect(await new ViewRebuild(counted, options()).run()).toBe(false);
    expect(await rebuilt).toBe(true);
    expect(await rows()).toHaveLength(30);
  }, 30_000);

  /** Waits until one session has held the lead of the rebuild for so many seconds, or holds it no more. */
  async function untilHeldFor(seconds: number) {
    const began = performance.now();
    for (;;) {
      const held = await sql<{ pid: number }>`
        select l.pid from pg_locks l join pg_database d on d.oid = l.database and d.datname = current_database()
        where l.locktype = 'advisory'
          and (l.classid::bigint << 32 | l.objid::bigint) = hashtextextended(${`actum rebuild view_counted_v1 ${ledger.name}`}, 0)`.execute(
        db,
      );
      const passed = performance.now() - began;
      if (passed > seconds * 1000 || (passed > 2_000 && held.rows.length === 0)) return held;
      await sql`select pg_sleep(0.1)`.execute(db);
    }
  }

  it('goes on where it stood when it was stopped half way', async () => {
    const read: number[] = [];
    const stop = new AbortController();
    const noting = reading((position) => {
      read.push(position);
      if (position >= 20) stop.abort();
    });
    const rebuild = new ViewRebuild(counted, options(noting));
    await rebuild.ask();
    await rebuild.run(stop.signal);
    const half = await besidePosition();
    expect(half).toBeGreaterThanOrEqual(20);
    expect(half).toBeLessThan(await ledger.lastPosition());
    read.length = 0;
    await new ViewRebuild(counted, options(noting)).run();
    expect(read[0]).toBe(half);
    expect(await rows()).toHaveLength(30);
    expect(await rebuild.isAsked()).toBe(false);
  });
});
