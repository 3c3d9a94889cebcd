import { randomUUID } from 'node:crypto';
import { createTestDatabase, type TestDatabase } from '#testing';
import { integers, isUuid, texts, uuids } from './binary-arrays.js';

describe('arrays in binary', () => {
  let database: TestDatabase;

  beforeAll(async () => {
    database = await createTestDatabase();
  });

  afterAll(() => database.close());

  const id = randomUUID();

  it.each([
    ['integer', integers([]), []],
    ['integer', integers([1, -2, 2_147_483_647]), [1, -2, 2_147_483_647]],
    ['text', texts([]), []],
    ['text', texts(['a', null, '', '"{ç},进\\🎉']), ['a', null, '', '"{ç},进\\🎉']],
    ['uuid', uuids([]), []],
    ['uuid', uuids([id, null, id.toUpperCase()]), [id, null, id]],
  ])('of %s are read as they were written', async (type, bytes, values) => {
    const { rows } = await database.pool.query(
      `select to_jsonb($1::${type}[]) as array, cardinality($1::${type}[]) as length`,
      [bytes],
    );
    expect(rows).toEqual([{ array: values, length: values.length }]);
  });

  it.each([[''], ['no-uuid'], [`${id}0`], [`{${id}}`], [id.replace('-', '0')]])('%s is no UUID', (text) => {
    expect(isUuid(text)).toBe(false);
  });
});
