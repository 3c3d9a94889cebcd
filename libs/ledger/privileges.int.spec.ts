import pg from 'pg';
import type { Ledger, LedgerEntry } from '#ledger';
import { appendTo, createTestDatabase, createTestLedger, eventOf, type TestDatabase } from '#testing';

const INSUFFICIENT_PRIVILEGE = '42501';

const INSERT = `insert into ledger.event (ledger, position, stream, version, type, schema_version, recorded_at,
  effective_text, actor, command_id, request_digest, data, leaf)
  select ledger, 3, stream, 2, type, schema_version, recorded_at, effective_text, actor, gen_random_uuid(),
    request_digest, data, leaf
  from ledger.event where position = 2`;

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
});
