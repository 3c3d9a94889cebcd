import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';

const INT8 = 20;
const DATE = 1082;
const TIMESTAMPTZ = 1184;

/**
 * A process that is stopped keeps its connections, and with them whatever its transactions have locked. So
 * the server ends a session that says nothing within a transaction, or does not read its answer, for so long.
 */
const SILENT_FOR = '6s';

const SESSION = [
  'timezone=UTC',
  'datestyle=ISO',
  'default_transaction_isolation=read\\ committed',
  `idle_in_transaction_session_timeout=${SILENT_FOR}`,
  `tcp_user_timeout=${SILENT_FOR}`,
]
  .map((setting) => `-c ${setting}`)
  .join(' ');

export interface PoolOptions {
  /** Shown in pg_stat_activity. */
  readonly name?: string;
  /** Connections at most; 10 by default. */
  readonly size?: number;
}

/**
 * A pool whose sessions and values are the same on every machine: UTC, READ COMMITTED, bigint as a
 * safe integer, date as `YYYY-MM-DD`, timestamptz as RFC 3339 in UTC with six decimals. None of them holds
 * a lock for longer than a few seconds after its process has fallen silent.
 */
export function openPool(url: string, options: PoolOptions = {}): pg.Pool {
  const pool = new pg.Pool({
    connectionString: url,
    application_name: options.name ?? 'actum',
    max: options.size ?? 10,
    options: SESSION,
    connectionTimeoutMillis: 10_000,
    keepAlive: true,
    types: { getTypeParser },
  });
  // An idle connection that breaks is replaced by the next checkout; without a listener it would end the process.
  pool.on('error', () => undefined);
  // So would one that breaks between two queries of a transaction; the next query on it fails, which is enough.
  pool.on('connect', (client) => client.on('error', () => undefined));
  return pool;
}

/** Kysely over a pool of `openPool`; ending the pool is the caller's. */
export function kyselyOn<Tables>(pool: pg.Pool): Kysely<Tables> {
  return new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
}

/** `2020-09-30 00:00:00.5+00`, as a session in UTC prints it, as `2020-09-30T00:00:00.500000Z`. */
export function instantOf(printed: string): string {
  // As nearly all are printed; the rest where the microseconds end in a zero.
  if (printed.length === 29 && printed.endsWith('+00'))
    return `${printed.slice(0, 10)}T${printed.slice(11, 26)}Z`;
  const match = /^(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d)(?:\.(\d{1,6}))?\+00$/.exec(printed);
  if (match === null) throw new Error(`Not a timestamp of a session in UTC: ${printed}`);
  const [, day, time, fraction = ''] = match;
  return `${day}T${time}.${fraction.padEnd(6, '0')}Z`;
}

function safeInteger(printed: string): number {
  const value = Number(printed);
  if (!Number.isSafeInteger(value)) throw new Error(`Not a safe integer: ${printed}`);
  return value;
}

function getTypeParser(oid: number, format?: 'text' | 'binary') {
  if (format !== 'binary') {
    if (oid === INT8) return safeInteger;
    if (oid === DATE) return String;
    if (oid === TIMESTAMPTZ) return instantOf;
  }
  return pg.types.getTypeParser(oid, format);
}
