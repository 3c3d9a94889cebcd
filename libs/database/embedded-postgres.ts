import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { asUser, type EmbeddedCluster, prepareCluster } from './embedded-cluster.js';
import { GUARD_NAME, GUARD_SCRIPT, stopStaleServer } from './embedded-process.js';
import { freePort } from './free-port.js';

const READY_WITHIN_MS = 60_000;
const DATABASE = 'actum';
const OWNER = 'actum_owner';
const APPLICATION = 'actum_app';

export interface EmbeddedPostgresOptions {
  /** The data folder (`ACTUM_DATA`); the passwords lie in its `postgres.json`. */
  readonly folder: string;
  /** What the server itself has to say goes here; `logs/postgres.log` in the folder by default. */
  readonly logFile?: string;
  /** A port that must be used, as when a server that died is started again; a free one by default. */
  readonly port?: number;
  /** Server settings on top of the standing ones, for instance `{ fsync: 'off' }` in a test. */
  readonly settings?: Readonly<Record<string, string>>;
}

/** A running server with the database and both roles made; nothing is migrated yet. */
export interface EmbeddedPostgres {
  readonly port: number;
  /** Where the data lie. */
  readonly cluster: string;
  /** The operating-system user it runs as, where that is not the present one. */
  readonly runsAs: string | null;
  /** For the application's role: `DATABASE_URL`. */
  readonly url: string;
  /** For the role that owns the schema: `DATABASE_MIGRATION_URL`. */
  readonly migrationUrl: string;
  /** For the superuser, who is needed by tests and by repairs only. */
  readonly superuserUrl: string;
  /** Fulfilled with the reason when the server has ended, whoever ended it. */
  readonly ended: Promise<string>;
  /** Shuts the server down, ending open connections, and waits for it. */
  stop(): Promise<void>;
}

/**
 * Starts the Postgres server that npm installed on 127.0.0.1, over the data of `options.folder`,
 * which are made when there are none. It ends with the present process, even when that is killed.
 *
 * @throws Error with a sentence for the operator
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const folder = resolve(options.folder);
  const cluster = prepareCluster(folder);
  await stopStaleServer(cluster.secrets.cluster);
  const port = options.port ?? (await freePort());
  const logFile = options.logFile ?? join(folder, 'logs', 'postgres.log');
  const guard = launch(cluster, port, logFile, options.settings ?? {});
  const ended = once(guard, 'exit').then(([code, signal]) => `it ended with ${signal ?? `code ${code}`}`);
  const stop = async () => {
    guard.stdin?.destroy();
    await ended;
  };
  const url = (role: string, password: string, database: string) =>
    `postgres://${role}:${password}@127.0.0.1:${port}/${database}`;
  const superuserUrl = url('postgres', cluster.secrets.superuser, 'postgres');
  try {
    await untilReady(superuserUrl, ended, logFile);
    await makeRoles(superuserUrl, cluster);
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    port,
    cluster: cluster.secrets.cluster,
    runsAs: cluster.account?.name ?? null,
    url: url(APPLICATION, cluster.secrets.application, DATABASE),
    migrationUrl: url(OWNER, cluster.secrets.owner, DATABASE),
    superuserUrl,
    ended,
    stop,
  };
}

function launch(
  { account, server, secrets }: EmbeddedCluster,
  port: number,
  logFile: string,
  extra: Readonly<Record<string, string>>,
): ChildProcess {
  const settings = {
    listen_addresses: '127.0.0.1',
    port: String(port),
    unix_socket_directories: '',
    fsync: 'on',
    synchronous_commit: 'on',
    timezone: 'UTC',
    log_timezone: 'UTC',
    max_connections: '100',
    ...extra,
  };
  const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  mkdirSync(dirname(logFile), { recursive: true });
  const log = openSync(logFile, 'a', 0o600);
  try {
    return spawn(
      '/bin/sh',
      ['-c', GUARD_SCRIPT, GUARD_NAME, join(server, 'bin', 'postgres'), '-D', secrets.cluster, ...flags],
      // A session of its own: Ctrl-C must reach the supervisor, who stops the server last.
      { ...asUser(account), cwd: secrets.cluster, detached: true, stdio: ['pipe', log, log] },
    );
  } finally {
    closeSync(log);
  }
}

async function untilReady(url: string, ended: Promise<string>, logFile: string): Promise<void> {
  const stopped = ended.then((reason) => ({ reason }));
  const deadline = Date.now() + READY_WITHIN_MS;
  for (;;) {
    const outcome = await Promise.race([stopped, canConnect(url)]);
    if (outcome === true) return;
    if (outcome !== false || Date.now() > deadline) {
      const reason = outcome === false ? 'it did not answer in time' : outcome.reason;
      const lastLines = readFileSync(logFile, 'utf8').trimEnd().split('\n').slice(-5).join('\n');
      throw new Error(
        `The embedded Postgres did not start: ${reason}. Its log, ${logFile}, ends with:\n${lastLines}`,
      );
    }
    await pause(50);
  }
}

async function canConnect(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    await client.end();
    return true;
  } catch {
    return false;
  }
}

async function makeRoles(superuserUrl: string, { secrets }: EmbeddedCluster): Promise<void> {
  const client = new pg.Client({ connectionString: superuserUrl });
  await client.connect();
  try {
    const { rows: roles } = await client.query<{ rolname: string }>('SELECT rolname FROM pg_roles');
    for (const [role, password] of [
      [OWNER, secrets.owner] as const,
      [APPLICATION, secrets.application] as const,
    ]) {
      if (roles.some(({ rolname }) => rolname === role)) continue;
      await client.query(`CREATE ROLE ${role} LOGIN PASSWORD ${client.escapeLiteral(password)}`);
    }
    const { rowCount } = await client.query('SELECT FROM pg_database WHERE datname = $1', [DATABASE]);
    if (rowCount === 0) await client.query(`CREATE DATABASE ${DATABASE} OWNER ${OWNER}`);
  } finally {
    await client.end();
  }
}
