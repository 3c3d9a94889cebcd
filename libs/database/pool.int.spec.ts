import { createTestDatabase, type TestDatabase } from '#testing';
import { instantOf } from './pool.js';

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

  it('refuses a timestamp printed in another zone', () => {
    expect(() => instantOf('2020-09-30 00:00:00+02')).toThrow('UTC');
  });
});
