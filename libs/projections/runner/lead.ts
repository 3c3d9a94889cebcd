import { Kysely, PostgresDialect, sql } from 'kysely';
import type pg from 'pg';
import { appendedChannel } from '#ledger';
import type { Alarm } from './alarm.js';

/**
 * A lead that does not say anything for so long, as one whose process is frozen, is one no more: the
 * server ends its session, and another takes over. What it writes can be written again from the ledger,
 * so its commits need not wait for the disk.
 */
const LEASE = `select set_config('idle_session_timeout', '6s', false),
  set_config('idle_in_transaction_session_timeout', '6s', false), set_config('synchronous_commit', 'off', false)`;
const END_OF_LEASE = `reset idle_session_timeout; reset idle_in_transaction_session_timeout; reset synchronous_commit`;

/**
 * Runs `use` as the only holder of the lock of that name, on the connection that holds it: should the
 * connection break, the lock is free for the next one and nothing more can be written here, so that
 * two never write at once.
 *
 * @param news whether the alarm is rung for every append, by this connection
 * @returns false where another one holds the lock
 */
export async function asLead(
  pool: pg.Pool,
  lock: string,
  alarm: Alarm,
  use: (db: Kysely<unknown>, client: pg.PoolClient) => Promise<void>,
  news: 'told of appends' | 'untold' = 'told of appends',
): Promise<boolean> {
  const client = await pool.connect();
  let broken: Error | undefined;
  const onError = (error: Error) => {
    broken = error;
    alarm.ring();
  };
  const onNotification = () => alarm.ring();
  client.on('error', onError);
  client.on('notification', onNotification);
  const db = onOneConnection(client);
  try {
    const { rows } = await sql<{ locked: boolean }>`
      select pg_try_advisory_lock(hashtextextended(${lock}, 0)) as locked`.execute(db);
    if (rows[0]?.locked !== true) return false;
    try {
      await client.query(LEASE);
      if (news === 'told of appends') await sql`listen ${sql.id(appendedChannel)}`.execute(db);
      await use(db, client);
    } finally {
      // A connection that does not answer any more is closed below, and its lock with it.
      await sql`select pg_advisory_unlock(hashtextextended(${lock}, 0))`
        .execute(db)
        .catch((error: unknown) => {
          broken ??= error instanceof Error ? error : new Error(String(error));
        });
      if (broken === undefined) {
        if (news === 'told of appends') await sql`unlisten ${sql.id(appendedChannel)}`.execute(db);
        await client.query(END_OF_LEASE);
      }
    }
    return true;
  } finally {
    client.off('notification', onNotification);
    client.release(broken);
    if (broken === undefined) client.off('error', onError);
  }
}

/** Kysely whose every query goes to one checked-out connection, which it may not give back. */
function onOneConnection(client: pg.PoolClient): Kysely<unknown> {
  const lent = new Proxy(client, {
    get: (target, property) => {
      if (property === 'release') return () => undefined;
      const value: unknown = Reflect.get(target, property);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
  return new Kysely({
    dialect: new PostgresDialect({ pool: { connect: async () => lent, end: async () => {} } }),
  });
}
