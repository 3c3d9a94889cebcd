import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { type Ledger, type LedgerEntry, verifyEntries } from '#ledger';
import { appendTo, createTestDatabase, createTestLedger, progress, type TestDatabase } from '#testing';

/** One event on a new stream, as the arguments of `ledger.append` in SQL. */
const oneEvent = {
  p_command_ids: 'array[gen_random_uuid()]',
  p_request_digests: "decode(repeat('00', 32), 'hex')",
  p_actors: "array['tester']",
  p_correlation_ids: 'array[gen_random_uuid()]',
  p_causation_ids: 'array[null]::text[]',
  p_event_counts: 'array[1]',
  p_look_counts: 'array[1]',
  p_streams: "array['item:x']",
  p_looks: 'array[1]',
  p_versions: 'array[0]',
  p_types: "array['ProgressReported']",
  p_schema_versions: 'array[1]',
  p_effective_texts: "array['not stated']",
  p_effective_earliest: 'array[null]::date[]',
  p_effective_latest: 'array[null]::date[]',
  p_decided_by: 'array[null]::text[]',
  p_event_streams: 'array[1]',
  p_event_shapes: 'array[1]',
  p_data_lengths: 'array[2]',
  p_data: "'{}'::bytea",
};

/** Two such requests, each on a stream of its own. */
const twoRequests: Partial<typeof oneEvent> = {
  p_command_ids: 'array[gen_random_uuid(), gen_random_uuid()]',
  p_request_digests: "decode(repeat('00', 64), 'hex')",
  p_actors: "array['tester', 'tester']",
  p_correlation_ids: 'array[gen_random_uuid(), gen_random_uuid()]',
  p_causation_ids: 'array[null, null]::text[]',
  p_event_counts: 'array[1, 1]',
  p_look_counts: 'array[1, 1]',
  p_streams: "array['item:x', 'item:y']",
  p_looks: 'array[1, 2]',
  p_versions: 'array[0, 0]',
  p_types: "array['ProgressReported', 'ProgressReported']",
  p_schema_versions: 'array[1, 1]',
  p_effective_texts: "array['not stated', 'not stated']",
  p_effective_earliest: 'array[null, null]::date[]',
  p_effective_latest: 'array[null, null]::date[]',
  p_decided_by: 'array[null, null]::text[]',
  p_event_streams: 'array[1, 2]',
  p_event_shapes: 'array[1, 2]',
  p_data_lengths: 'array[2, 2]',
  p_data: "'{}{}'::bytea",
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

  it('appends two requests that came together', async () => {
    await inOneSession(appendSql(ledger, twoRequests));
    expect(await ledger.lastPosition()).toBe(4);
    expect(await verifyEntries(await ledger.readEntries(0, 10))).toMatchObject({ ok: true, streams: 4 });
  });

  it('appends', async () => {
    await inOneSession(appendSql(ledger));
    expect(await ledger.lastPosition()).toBe(3);
  });

  it.each<[string, string, Partial<typeof oneEvent>]>([
    ['a version too many', INVALID, { p_versions: 'array[0, 1]' }],
    ['a look too many', INVALID, { p_looks: 'array[1, 1]', p_versions: 'array[0, 0]' }],
    [
      'a stream it has not looked at',
      INVALID,
      { p_streams: "array['item:x', 'item:y']", p_event_streams: 'array[2]' },
    ],
    ['a look at no stream', INVALID, { p_looks: 'array[0]' }],
    ['a look beyond the streams', INVALID, { p_looks: 'array[2]' }],
    ['a look that is null', INVALID, { p_looks: 'array[null]::integer[]' }],
    ['a seen version that is null', INVALID, { p_versions: 'array[null]::integer[]' }],
    ['what rests on itself', INVALID, { p_looks: 'array[-1]' }],
    ['what rests on a later request', INVALID, { ...twoRequests, p_looks: 'array[-2, 1]' }],
    [
      'what writes a stream that another request looked at',
      INVALID,
      { ...twoRequests, p_event_streams: 'array[1, 1]' },
    ],
    [
      'a command twice',
      INVALID,
      { ...twoRequests, p_command_ids: 'array_fill(gen_random_uuid(), array[2])' },
    ],
    [
      'a stream twice, each time as if new',
      '23505',
      { ...twoRequests, p_streams: "array['item:x', 'item:x']" },
    ],
    [
      'what opens a ledger among others',
      INVALID,
      { ...twoRequests, p_types: "array['ProgressReported', 'LedgerOpened']" },
    ],
    [
      'what advances the clock among others',
      INVALID,
      { ...twoRequests, p_types: "array['ClockAdvanced', 'ProgressReported']" },
    ],
    ['no requests', INVALID, { p_command_ids: 'array[]::uuid[]' }],
    ['a command id that is null', INVALID, { p_command_ids: 'array[null]::uuid[]' }],
    ['an actor too few', INVALID, { p_actors: 'array[]::text[]' }],
    ['events that belong to no request', INVALID, { p_event_counts: 'array[0]' }],
    ['fewer events than it says', INVALID, { p_event_counts: 'array[2]' }],
    ['a number of events that is null', INVALID, { p_event_counts: 'array[null]::integer[]' }],
    ['no streams', INVALID, { p_streams: 'null' }],
    ['an event on no stream', INVALID, { p_event_streams: 'array[0]' }],
    ['an event on a stream beyond the streams', INVALID, { p_event_streams: 'array[2]' }],
    ['a length beyond the data', INVALID, { p_data_lengths: 'array[3]' }],
    ['a length short of the data', INVALID, { p_data: "'{} '::bytea" }],
    ['a negative length', INVALID, { p_data_lengths: 'array[-2]' }],
    ['no length', INVALID, { p_data_lengths: 'array[null]::integer[]' }],
    ['a type too few', INVALID, { p_types: 'array[]::text[]' }],
    ['a type too many', INVALID, { p_types: "array['ProgressReported', 'ProgressReported']" }],
    ['an event of no type', INVALID, { p_event_shapes: 'array[0]' }],
    ['an event of a type beyond the types', INVALID, { p_event_shapes: 'array[2]' }],
    ['an event whose type is null', INVALID, { p_event_shapes: 'array[null]::integer[]' }],
    ['a null type', '23502', { p_types: 'array[null]::text[]' }],
    ['no effective text', '23502', { p_effective_texts: 'array[null]::text[]' }],
    ['an effective text too long', CHECK_VIOLATION, { p_effective_texts: "array[repeat('x', 401)]" }],
    ['no schema version', '23502', { p_schema_versions: 'array[null]::integer[]' }],
    ['a schema version below 1', CHECK_VIOLATION, { p_schema_versions: 'array[0]' }],
    ['a body too long', CHECK_VIOLATION, { p_decided_by: "array[repeat('x', 201)]" }],
    ['a cause too long', CHECK_VIOLATION, { p_causation_ids: "array[repeat('x', 201)]" }],
    ['an actor without a name', CHECK_VIOLATION, { p_actors: "array['']" }],
    ['null in place of an array', INVALID, { p_decided_by: 'null' }],
    ['null in place of data', INVALID, { p_data: 'null' }],
    ['a null stream', INVALID, { p_streams: 'array[null]::text[]' }],
    ['a stream of another form', CHECK_VIOLATION, { p_streams: "array['Item:x']" }],
    ['a stream with a line more', CHECK_VIOLATION, { p_streams: "array[E'item:x\\n']" }],
    ['a stream with a kind too long', CHECK_VIOLATION, { p_streams: "array[repeat('x', 41) || ':x']" }],
    ['a stream with an id too long', CHECK_VIOLATION, { p_streams: "array['item:' || repeat('x', 101)]" }],
    ['a type of another form', CHECK_VIOLATION, { p_types: "array['progress']" }],
    ['a type too long', CHECK_VIOLATION, { p_types: "array[repeat('X', 101)]" }],
    ['data that are not UTF-8', '22021', { p_data: "'\\xffff'::bytea" }],
    ['data that are no JSON', '22P02', { p_data: "'{{'::bytea" }],
    ['data that are no object', CHECK_VIOLATION, { p_data: "'[]'::bytea" }],
    ['U+0000', '22P05', { p_data: `'{"a":"\\\\u0000"}'::bytea`, p_data_lengths: 'array[14]' }],
    ['a lone surrogate', '22P02', { p_data: `'{"a":"\\\\ud800"}'::bytea`, p_data_lengths: 'array[14]' }],
    ['a digest of another length', INVALID, { p_request_digests: "'x'::bytea" }],
    ['a day that never comes', CHECK_VIOLATION, { p_effective_latest: "array['infinity'::date]" }],
    ['no actor', '23502', { p_actors: 'array[null]::text[]' }],
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
      `select array_to_string(proargnames[1:pronargs], ' ') || oidvectortypes(proargtypes) as arguments
       from pg_proc where oid = 'ledger.append'::regproc`,
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
