import type { Duplex } from 'node:stream';
import { sql } from 'kysely';
import type pg from 'pg';
import { createTestDatabase, type TestDatabase } from '#testing';
import { instantOf, kyselyOn, openPool } from './pool.js';

describe('openPool', () => {
  let database: TestDatabase;

  beforeAll(async () => {
    database = await createTestDatabase();
  });

  afterAll(() => database.close());

  it('reads bigint, date and timestamptz without loss, in UTC', async () => {
    const { rows } = await database.pool.query(`select
      9007199254740991::bigint as position, '2019-03-31'::date as day,
      '2020-09-30T23:30:00.000001-02'::timestamptz as instant, null::timestamptz as never`);
    expect(rows).toEqual([
      { position: 9007199254740991, day: '2019-03-31', instant: '2020-10-01T01:30:00.000001Z', never: null },
    ]);
  });

  it('refuses a bigint that a number cannot hold', async () => {
    await expect(database.pool.query('select 9007199254740993::bigint')).rejects.toThrow('safe integer');
  });

  it('outlives a connection that breaks while a transaction has it', async () => {
    const pool = openPool(database.appUrl);
    const failed = kyselyOn<unknown>(pool)
      .transaction()
      .execute(async (transaction) => {
        const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(transaction);
        await database.pool.query('select pg_terminate_backend($1, 10000)', [rows[0]?.pid]);
        await sql`select 1`.execute(transaction);
      });
    await expect(failed).rejects.toThrow();
    expect((await pool.query('select 1 as one')).rows).toEqual([{ one: 1 }]);
    await pool.end();
  });

  describe.each([
    ['between two statements of a transaction', 'select 1'],
    // More than fits between the two: the server is left in the middle of its answer.
    ['without reading its answer', "select repeat('unread', 4000000)"],
  ])('a client that freezes %s', (_when, statement) => {
    it('gives up what it holds within ten seconds', async () => {
      const pool = openPool(database.appUrl, { size: 2 });
      const [frozen, next] = [await pool.connect(), await pool.connect()];
      await frozen.query('begin');
      await frozen.query('select pg_advisory_xact_lock(11)');
      streamOf(frozen).pause();
      const unanswered = frozen.query(statement).catch((error: Error) => error);
      const began = performance.now();
      await next.query('begin');
      await next.query('select pg_advisory_xact_lock(11)');
      expect(performance.now() - began).toBeLessThan(10_000);
      await next.query('commit');
      next.release();
      streamOf(frozen).resume();
      await unanswered;
      await expect(frozen.query('commit')).rejects.toThrow();
      frozen.release(true);
      await pool.end();
    }, 30_000);
  });

  it('refuses a timestamp printed in another zone', () => {
    expect(() => instantOf('2020-09-30 00:00:00+02')).toThrow('UTC');
  });
});

/** What a process reads of its connection is up to it; one that is frozen reads nothing. */
function streamOf(client: pg.PoolClient): Duplex {
  if (!('connection' in client)) throw new Error('This client has no connection.');
  return (client.connection as pg.Connection).stream;
}
