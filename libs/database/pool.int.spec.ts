import { sql } from 'kysely';
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

  it('refuses a timestamp printed in another zone', () => {
    expect(() => instantOf('2020-09-30 00:00:00+02')).toThrow('UTC');
  });
});
