import type pg from 'pg';

/** The application's role may do more than the ledger can trust it with. */
export class PrivilegeError extends Error {
  override readonly name = 'PrivilegeError';

  constructor(readonly problems: readonly string[]) {
    super(
      `The role of DATABASE_URL is too powerful: ${problems.join('; ')}. Use one that may only append, as made by the migrator.`,
    );
  }
}

// Every role that the session can become counts as the session's own.
const PROBLEMS = `
  with mine as (select * from pg_roles r where pg_has_role(session_user, r.oid, 'MEMBER')),
  held as (
    select 'it is, or can become, a superuser' as problem from mine where rolsuper
    union all select 'it can create roles' from mine where rolcreaterole
    union all select 'it bypasses row security' from mine where rolbypassrls
    union all select 'it can replicate' from mine where rolreplication
    union all select 'it is, or can become, ' || rolname from mine
      where rolname in ('pg_write_all_data', 'pg_write_server_files', 'pg_read_server_files',
        'pg_execute_server_program', 'pg_maintain')
    union all select 'it owns, or can become the owner of, ' || n.nspname || '.' || c.relname
      from pg_class c join pg_namespace n on n.oid = c.relnamespace join mine on mine.oid = c.relowner
      where n.nspname in ('ledger', 'keys', 'audit', 'access') and c.relkind = 'r'
    union all select 'it owns the database' from pg_database d join mine on mine.oid = d.datdba
      where d.datname = current_database()
    union all select 'it can ' || lower(p) || ' events'
      from unnest(array['INSERT', 'UPDATE', 'DELETE', 'TRUNCATE', 'REFERENCES', 'TRIGGER']) p, mine
      where has_table_privilege(mine.oid, 'ledger.event', p)
    union all select 'it can write columns of events' from mine
      where has_any_column_privilege(mine.oid, 'ledger.event', 'INSERT, UPDATE, REFERENCES')
    union all select 'it can create objects in the schema ledger' from mine
      where has_schema_privilege(mine.oid, 'ledger', 'CREATE')
    union all select 'it can set session_replication_role' from mine
      where has_parameter_privilege(mine.oid, 'session_replication_role', 'SET')
  )
  select distinct problem from held order by problem`;

/**
 * Refuses a pool whose role could change the ledger other than through append.
 *
 * @throws PrivilegeError naming each power that is too much
 */
export async function assertLeastPrivilege(pool: pg.Pool): Promise<void> {
  const { rows } = await pool.query<{ problem: string }>(PROBLEMS);
  if (rows.length > 0) throw new PrivilegeError(rows.map(({ problem }) => problem));
}
