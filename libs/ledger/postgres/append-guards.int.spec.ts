import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { type Ledger, type LedgerEntry, verifyEntries } from '#ledger';
import { appendTo, createTestDatabase, createTestLedger, progress, type TestDatabase } from '#testing';

/** One event on a new stream, as the arguments of `ledger.append` in SQL. */
const oneEvent = {
  p_command_id: 'gen_random_uuid()',
  p_request_digest: "decode(repeat('00', 32), 'hex')",
  p_actor: "'tester'",
  p_correlation_id: 'gen_random_uuid()',
  p_causation_id: 'null',
  p_seen_streams: "array['item:x']",
  p_seen_versions: 'array[0]',
  p_streams: "array['item:x']",
  p_types: "array['ProgressReported']",
  p_schema_versions: 'array[1]',
  p_effective_texts: "array['not stated']",
  p_effective_earliest: 'array[null]::date[]',
  p_effective_latest: 'array[null]::date[]',
  p_decided_by: 'array[null]::text[]',
  p_data_lengths: 'array[2]',
  p_data: "'{}'::bytea",
};

function appendSql(ledger: Ledger, override: Partial<typeof oneEvent> = {}): string {
  const values = Object.entries({ p_ledger: `'${ledger.name}'`, ...oneEvent, ...override });
  return `select ledger.append(${values.map(([name, value]) => `${name} => ${value}`).join(', ')})`;
}

const INVALID = 'LG400';
const CHECK_VIOLATION = '23514';

describe('the append function, called by hand', () => {
  let database: TestDatabase;
  let ledger: Ledger;
  let before: readonly LedgerEntry[];

  beforeAll(async () => {
    database = await createTestDatabase();
  });

  beforeEach(async () => {
    ledger = await createTestLedger(database.pool);
    await appendTo(ledger, 'item:a', 0, progress('1'));
    before = await ledger.readEntries(0, 10);
  });

  afterAll(() => database.close());

  async function inOneSession(...statements: readonly string[]): Promise<pg.QueryResult | undefined> {
    const client = new pg.Client({ connectionString: database.appUrl });
    await client.connect();
    try {
      let result: pg.QueryResult | undefined;
      for (const statement of statements) result = await client.query(statement);
      return result;
    } finally {
      await client.end();
    }
  }

  it('appends', async () => {
    await inOneSession(appendSql(ledger));
    expect(await ledger.lastPosition()).toBe(3);
  });

  it.each<[string, string, Partial<typeof oneEvent>]>([
    ['a version too many', INVALID, { p_seen_versions: 'array[0, 1]' }],
    ['a stream it has not seen', INVALID, { p_streams: "array['item:y']" }],
    ['a seen version that is null', INVALID, { p_seen_versions: 'array[null]::integer[]' }],
    ['no seen streams', INVALID, { p_seen_streams: 'null', p_seen_versions: 'null' }],
    ['a length beyond the data', INVALID, { p_data_lengths: 'array[3]' }],
    ['a negative length', INVALID, { p_data_lengths: 'array[-2]' }],
    ['no length', INVALID, { p_data_lengths: 'array[null]::integer[]' }],
    ['a type too few', INVALID, { p_types: 'array[]::text[]' }],
    ['null in place of an array', INVALID, { p_decided_by: 'null' }],
    ['null in place of data', INVALID, { p_data: 'null' }],
    ['a null stream', INVALID, { p_streams: 'array[null]::text[]' }],
    ['data that are not UTF-8', '22021', { p_data: "'\\xffff'::bytea" }],
    ['data that are no JSON', '22P02', { p_data: "'{{'::bytea" }],
    ['data that are no object', CHECK_VIOLATION, { p_data: "'[]'::bytea" }],
    ['U+0000', '22P05', { p_data: `'{"a":"\\\\u0000"}'::bytea`, p_data_lengths: 'array[14]' }],
    ['a lone surrogate', '22P02', { p_data: `'{"a":"\\\\ud800"}'::bytea`, p_data_lengths: 'array[14]' }],
    ['a digest of another length', CHECK_VIOLATION, { p_request_digest: "'x'::bytea" }],
    ['a day that never comes', CHECK_VIOLATION, { p_effective_latest: "array['infinity'::date]" }],
    ['no actor', '23502', { p_actor: 'null' }],
  ])('refuses %s', async (_what, code, override) => {
    await expect(inOneSession(appendSql(ledger, override))).rejects.toMatchObject({ code });
    expect(await ledger.readEntries(0, 10)).toEqual(before);
  });

  it.each(['repeatable read', 'serializable', 'read uncommitted'])(
    'refuses to run at %s',
    async (isolation) => {
      const attempt = inOneSession(`begin isolation level ${isolation}`, appendSql(ledger));
      await expect(attempt).rejects.toMatchObject({ code: INVALID });
    },
  );

  it('takes no instant, so nobody chooses when an event is recorded', async () => {
    const result = await inOneSession(
      "select pg_get_function_arguments('ledger.append'::regproc) as arguments",
    );
    expect(result?.rows[0]?.arguments).not.toMatch(/recorded|timestamp/);
  });

  it('is acknowledged once it is on disk, whatever the session has set', async () => {
    const result = await inOneSession(
      "set synchronous_commit = 'off'",
      'begin',
      appendSql(ledger),
      'show synchronous_commit',
    );
    expect(result?.rows).toEqual([{ synchronous_commit: 'on' }]);
  });

  it('does nothing else, whatever the session shadows', async () => {
    const schema = `shadow_${randomUUID().replaceAll('-', '')}`;
    await inOneSession(
      `create schema ${schema}`,
      `create function ${schema}.clock_timestamp() returns timestamptz language sql as 'select timestamptz ''2000-01-01'''`,
      `create function ${schema}.sha256(bytea) returns bytea language sql as 'select $1'`,
      `create function ${schema}.same(text, text) returns boolean language sql as 'select false'`,
      `create operator ${schema}.= (leftarg = text, rightarg = text, function = ${schema}.same)`,
      'create temp table event (like ledger.event)',
      'create domain pg_temp.jsonb as text',
      `set search_path = pg_temp, ${schema}, pg_catalog`,
      appendSql(ledger),
    );
    const entries = await ledger.readEntries(0, 10);
    expect(entries.slice(0, 2)).toEqual(before);
    expect(await verifyEntries(entries)).toMatchObject({ ok: true, entries: 3 });
  });
});
