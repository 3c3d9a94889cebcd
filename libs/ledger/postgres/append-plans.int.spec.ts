import type pg from 'pg';
import { openPool } from '#database';
import { appendTo, createTestDatabase, createTestLedger, eventOf, type TestDatabase } from '#testing';

describe('statements planned while the table was empty', () => {
  let database: TestDatabase;
  let session: pg.Pool;

  beforeAll(async () => {
    database = await createTestDatabase();
    session = openPool(database.appUrl, { size: 1 });
  });

  afterAll(async () => {
    await session.end();
    await database.close();
  });

  async function scans(): Promise<{ sequential: number; index: number }> {
    await session.query('select pg_stat_force_next_flush()');
    const { rows } = await session.query<{ sequential: number; index: number }>(
      `select seq_scan as sequential, idx_scan as index from pg_stat_user_tables
       where schemaname = 'ledger' and relname = 'event'`,
    );
    return rows[0] ?? { sequential: 0, index: 0 };
  }

  async function entriesRead(): Promise<number> {
    await session.query('select pg_stat_force_next_flush()');
    const { rows } = await session.query<{ entries: number }>(
      `select sum(idx_tup_read)::integer as entries from pg_stat_user_indexes
       where schemaname = 'ledger' and relname = 'event'`,
    );
    return rows[0]?.entries ?? 0;
  }

  it('read a handful of entries for an append, however many there are', async () => {
    const ledger = await createTestLedger(session);
    const append = (item: string) => appendTo(ledger, item, 0, eventOf('ProgressReported', { text: '' }));
    for (let n = 0; n < 10; n += 1) await append(`item:early-${n}`);
    await Promise.all(Array.from({ length: 2_000 }, (_, n) => append(`item:${n}`)));
    const before = await entriesRead();
    for (let n = 0; n < 20; n += 1) await append(`item:late-${n}`);
    expect((await entriesRead()) - before).toBeLessThan(20 * 10);
  });

  it('read a page of the log and no more, however much follows and whatever is known of the table', async () => {
    const ledger = await createTestLedger(session);
    const append = (item: string) => appendTo(ledger, item, 0, eventOf('ProgressReported', { text: '' }));
    for (let n = 0; n < 10; n += 1) await append(`item:early-${n}`);
    await ledger.readForward(0, 5);
    await Promise.all(Array.from({ length: 2_000 }, (_, n) => append(`item:${n}`)));
    const before = await entriesRead();
    for (let position = 0; position < 2_000; position += 100)
      expect(await ledger.readForward(position, 100)).toHaveLength(100);
    expect((await entriesRead()) - before).toBeLessThan(2_500);
    for (let n = 0; n < 10; n += 1) expect(await ledger.readStream(`item:${n}`)).toHaveLength(1);
    expect((await entriesRead()) - before).toBeLessThan(2_600);
  });

  it('look at a handful of pages for an append, however long the indexes are', async () => {
    const ledger = await createTestLedger(session);
    const append = (item: string) => appendTo(ledger, item, 0, eventOf('ProgressReported', { text: '' }));
    const pages = async () => {
      await session.query('select pg_stat_force_next_flush()');
      const { rows } = await session.query<{ pages: number }>(
        `select sum(idx_blks_hit + idx_blks_read)::integer as pages from pg_statio_user_indexes
         where schemaname = 'ledger' and relname = 'event'`,
      );
      return rows[0]?.pages ?? 0;
    };
    const pagesOf20 = async (items: string) => {
      const before = await pages();
      for (let n = 0; n < 20; n += 1) await append(`item:${items}-${n}`);
      return (await pages()) - before;
    };
    const early = await pagesOf20('early');
    for (let n = 0; n < 6_000; n += 1_000)
      await Promise.all(Array.from({ length: 1_000 }, (_, i) => append(`item:${n + i}`)));
    // A level more in each index, not a page more for each page that it has.
    expect(await pagesOf20('late')).toBeLessThan(early + 20 * 15);
  });

  it('use indexes, and go on using them as it grows', async () => {
    const before = await scans();
    // One session, so that the plans of the first call serve all others.
    const ledger = await createTestLedger(session, { at: '2019-03-01T00:00:00Z' });
    for (let version = 0; version < 30; version += 1) {
      await appendTo(ledger, 'item:a', version, eventOf('ProgressReported', { text: `${version}` }));
    }
    await ledger.positionAt('2019-03-01T00:00:00Z');
    await ledger.now();
    const after = await scans();
    expect(after.sequential).toBe(before.sequential);
    expect(after.index).toBeGreaterThan(before.index + 30 * 4);
  });
});
