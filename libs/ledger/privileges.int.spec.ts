import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { assertLeastPrivilege, openPool, PrivilegeError } from '#database';
import { type Ledger, type LedgerEntry, verifyEntries } from '#ledger';
import { appendTo, createTestDatabase, createTestLedger, eventOf, type TestDatabase } from '#testing';

const INSUFFICIENT_PRIVILEGE = '42501';

const INSERT = `insert into ledger.event select ledger, 3, stream, 2, type, schema_version, recorded_at,
  effective_text, effective_earliest, effective_latest, decided_by, actor, gen_random_uuid(), request_digest,
  correlation_id, causation_id, data, leaf from ledger.event where position = 2`;

// Arguments of append but for the ledger, which each attempt gives itself.
const ARGUMENTS = `gen_random_uuid(), decode(repeat('00', 32), 'hex'), 'tester', gen_random_uuid(), null, array['item:x'], array[0],
  array['item:x'], array['ProgressReported'], array[1], array['not stated'], array[null]::date[],
  array[null]::date[], array[null]::text[], array[2], '{}'::bytea`;

const refused: readonly (readonly [string, ...string[]])[] = [
  ["update ledger.event set actor = 'another'"],
  ['update ledger.event set position = position + 10'],
  ["update ledger.event set recorded_at = '2019-01-01'"],
  ['delete from ledger.event'],
  ['truncate ledger.event'],
  [INSERT],
  ['copy ledger.event from stdin'],
  ["copy ledger.event from program 'true'"],
  ["copy ledger.event to program 'true'"],
  [
    `merge into ledger.event e using (select 2 as position) s on e.position = s.position
    when matched then delete`,
  ],
  ['select * from ledger.event for update'],
  ['begin', 'lock table ledger.event in share mode'],
  ['alter table ledger.event disable trigger all'],
  ['alter table ledger.event add column extra text'],
  ['alter table ledger.event owner to current_user'],
  ['alter table ledger.event rename to other'],
  ['alter table ledger.event set schema public'],
  ['drop table ledger.event'],
  ['drop schema ledger cascade'],
  ['alter schema ledger rename to other'],
  ['drop trigger event_is_append_only on ledger.event'],
  [
    'create trigger swallow before insert on ledger.event for each row execute function suppress_redundant_updates_trigger()',
  ],
  ['create rule swallow as on insert to ledger.event do instead nothing'],
  ['create policy hide on ledger.event using (false)'],
  ['alter table ledger.event enable row level security'],
  ['create index more on ledger.event (actor)'],
  ['create table ledger.copy ()'],
  ['create view ledger.other as select 1'],
  ['create table public.heir () inherits (ledger.event)'],
  ['create schema heirs', 'create table heirs.heir () inherits (ledger.event)'],
  [
    'create schema referrers',
    `create table referrers.referrer (ledger text, position bigint,
    foreign key (ledger, position) references ledger.event on delete cascade)`,
  ],
  ["set session_replication_role = 'replica'"],
  ['set role actum_test_owner'],
  ['set session authorization actum_test_owner'],
  ['reassign owned by actum_test_owner to current_user'],
  ['grant actum_test_owner to current_user'],
  ['grant insert on ledger.event to current_user', INSERT],
  ['create role intruder superuser'],
  ['alter role current_user superuser'],
  ['alter system set fsync = off'],
  ['drop function ledger.append'],
  ['alter function ledger.accepted security invoker'],
  ['alter function ledger.leaf rename to other'],
  [
    `create or replace function ledger.accepted(p_ledger text, p_command_id uuid) returns jsonb
    language sql as 'select null::jsonb'`,
  ],
  ['select ledger.refuse_change()'],
  ["do $$ begin execute 'delete from ledger.event'; end $$"],
  ['with gone as (delete from ledger.event returning *) select * from gone'],
  ["select lo_import('/etc/passwd')"],
  ["select pg_read_file('/etc/passwd')"],
  ['update pg_class set relacl = null'],
  ['delete from migration.applied'],
  ["update keys.person_key set person = 'another'"],
  ['delete from audit.refused_attempt'],
  ["update audit.refused_attempt set actor = 'another'"],
];

describe('the application role', () => {
  let database: TestDatabase;
  let ledger: Ledger;
  let before: readonly LedgerEntry[];

  beforeAll(async () => {
    database = await createTestDatabase();
  });

  beforeEach(async () => {
    ledger = await createTestLedger(database.pool);
    await appendTo(ledger, 'item:a', 0, eventOf('ProgressReported', { text: '1' }));
    before = await ledger.readEntries(0, 10);
  });

  afterAll(() => database.close());

  /** Runs statements in one session of the role's own; the error of the first that fails, or null. */
  async function attempt(...statements: readonly string[]): Promise<unknown> {
    const client = new pg.Client({ connectionString: database.appUrl });
    await client.connect();
    try {
      for (const statement of statements) await client.query(statement);
      return null;
    } catch (error) {
      return error;
    } finally {
      await client.end();
    }
  }

  it.each(refused.map((statements) => [statements.join('; '), statements] as const))(
    'cannot: %s',
    async (_text, statements) => {
      expect(await attempt(...statements)).toMatchObject({ code: INSUFFICIENT_PRIVILEGE });
      expect(await ledger.readEntries(0, 10)).toEqual(before);
    },
  );

  it('can read and append, which the program checks before it starts', async () => {
    await expect(assertLeastPrivilege(database.pool)).resolves.toBeUndefined();
    expect(await attempt(`select ledger.append('${ledger.name}', ${ARGUMENTS})`)).toBeNull();
    expect(await ledger.lastPosition()).toBe(3);
  });

  it('cannot have append do something else by what it shadows', async () => {
    const schema = `shadow_${randomUUID().replaceAll('-', '')}`;
    const error = await attempt(
      `create schema ${schema}`,
      `create function ${schema}.clock_timestamp() returns timestamptz language sql as 'select timestamptz ''2000-01-01'''`,
      `create function ${schema}.sha256(bytea) returns bytea language sql as 'select $1'`,
      `create function ${schema}.greatest(timestamptz, timestamptz) returns timestamptz language sql as 'select $1'`,
      `create function ${schema}.same(text, text) returns boolean language sql as 'select false'`,
      `create operator ${schema}.= (leftarg = text, rightarg = text, function = ${schema}.same)`,
      'create temp table event (like ledger.event)',
      'create temp table pg_class (oid oid)',
      `create domain pg_temp.jsonb as text`,
      `set search_path = pg_temp, ${schema}, pg_catalog`,
      `select ledger.append('${ledger.name}', ${ARGUMENTS})`,
    );
    expect(error).toBeNull();
    const entries = await ledger.readEntries(0, 10);
    expect(await verifyEntries(entries)).toMatchObject({ ok: true, entries: 3 });
    expect(entries.map(({ recordedAt }) => recordedAt).slice(0, 2)).toEqual(
      before.map(({ recordedAt }) => recordedAt),
    );
    expect((entries[2]?.recordedAt ?? '') > (before[1]?.recordedAt ?? '')).toBe(true);
  });

  it('cannot choose when an event is recorded: append takes no instant', async () => {
    const { rows } = await database.pool.query<{ arguments: string }>(
      "select pg_get_function_arguments('ledger.append'::regproc) as arguments",
    );
    expect(rows[0]?.arguments).not.toMatch(/recorded|timestamp/);
  });

  it.each(['repeatable read', 'serializable', 'read uncommitted'])(
    'cannot append at %s',
    async (isolation) => {
      const error = await attempt(
        `begin isolation level ${isolation}`,
        `select ledger.append('${ledger.name}', ${ARGUMENTS})`,
      );
      expect(error).toMatchObject({ code: 'LG400' });
    },
  );

  it('cannot have an append acknowledged before it is on disk', async () => {
    const pool = openPool(database.appUrl, { size: 1 });
    try {
      await pool.query("set synchronous_commit = 'off'");
      await pool.query('begin');
      await pool.query(`select ledger.append('${ledger.name}', ${ARGUMENTS})`);
      expect((await pool.query('show synchronous_commit')).rows).toEqual([{ synchronous_commit: 'on' }]);
      await pool.query('commit');
    } finally {
      await pool.end();
    }
  });

  it.each([
    [
      'versions that do not belong to the streams',
      "array['item:x'], array[0]",
      "array['item:x'], array[0, 1]",
    ],
    ['a stream it has not seen', "array['item:x'], array[0]", "array['item:y'], array[0]"],
    ['a seen version that is null', "array['item:x'], array[0]", "array['item:x'], array[null]::integer[]"],
    ['lengths beyond the data', 'array[2]', 'array[3]'],
    ['a negative length', 'array[2]', 'array[-2]'],
    ['no length', 'array[2]', 'array[null]::integer[]'],
    ['no events', "array['ProgressReported']", 'array[]::text[]'],
    ['a null in place of an array', 'array[2]', 'null'],
    ['data that are not UTF-8', "'{}'::bytea", "'\\xffff'::bytea"],
    ['data that are no object', "'{}'::bytea", "'[]'::bytea"],
    ['data with U+0000', "array[2], '{}'::bytea", `array[12], '{"a":"\\\\u0000"}'::bytea`],
    ['data with a lone surrogate', "array[2], '{}'::bytea", `array[12], '{"a":"\\\\ud800"}'::bytea`],
    ['a digest of another length', "decode(repeat('00', 32), 'hex')", "'x'::bytea"],
  ])('cannot append with %s', async (_what, from, to) => {
    expect(ARGUMENTS).toContain(from);
    const error = await attempt(`select ledger.append('${ledger.name}', ${ARGUMENTS.replace(from, to)})`);
    expect(error).toBeInstanceOf(pg.DatabaseError);
    expect(await ledger.readEntries(0, 10)).toEqual(before);
  });

  it.each(['ownerUrl', 'superuserUrl'] as const)(
    'is not %s, with which the program refuses to start',
    async (url) => {
      const pool = openPool(database[url]);
      try {
        await expect(assertLeastPrivilege(pool)).rejects.toThrow(PrivilegeError);
      } finally {
        await pool.end();
      }
    },
  );

  it('is refused once it is granted more', async () => {
    const owner = new pg.Client({ connectionString: database.superuserUrl });
    await owner.connect();
    try {
      for (const [grant, revoke, problem] of [
        [
          'grant insert on ledger.event to actum_test_app',
          'revoke insert on ledger.event from actum_test_app',
          'insert events',
        ],
        [
          'grant update (actor) on ledger.event to actum_test_app',
          'revoke update (actor) on ledger.event from actum_test_app',
          'columns',
        ],
        [
          'grant create on schema ledger to actum_test_app',
          'revoke create on schema ledger from actum_test_app',
          'create objects',
        ],
      ] as const) {
        await owner.query(grant);
        await expect(assertLeastPrivilege(database.pool)).rejects.toThrow(problem);
        await owner.query(revoke);
        await expect(assertLeastPrivilege(database.pool)).resolves.toBeUndefined();
      }
    } finally {
      await owner.end();
    }
  });
});
