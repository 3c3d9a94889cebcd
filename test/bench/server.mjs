import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { migrate, openPool, startEmbeddedPostgres } from '../../dist/libs/database/index.js';

/** What every store and every floor of the run stands on; durable, as an installation would have it. */
export const SETTINGS = {
  fsync: 'on',
  synchronous_commit: 'on',
  full_page_writes: 'on',
  shared_buffers: '1GB',
  max_wal_size: '8GB',
  max_connections: '500',
  max_prepared_transactions: '10',
};

/** One Postgres of the run's own: the server that npm installed, in a folder of its own. */
export async function startServer() {
  const folder = mkdtempSync(join(tmpdir(), 'actum-bench-'));
  chmodSync(folder, 0o711);
  const postgres = await startEmbeddedPostgres({ folder, settings: SETTINGS });
  const [application] = /(?<=\/\/)[^:]+/.exec(postgres.url) ?? [];
  await migrate(postgres.migrationUrl, application);
  const { pathname } = new URL(postgres.url);
  const superuserUrl = new URL(postgres.superuserUrl);
  superuserUrl.pathname = pathname;
  const admin = new pg.Pool({ connectionString: String(superuserUrl), max: 4 });
  admin.on('error', () => undefined);
  const version = (await admin.query('show server_version')).rows[0].server_version;
  return {
    folder,
    version,
    url: postgres.url,
    superuserUrl: String(superuserUrl),
    admin,
    pool: (size = 16) => openPool(postgres.url, { size, name: 'actum bench' }),
    /** A database of its own for a peer, by the superuser: no peer is held back by rights. */
    async database(name) {
      await admin.query(`create database ${name}`);
      const url = new URL(superuserUrl);
      url.pathname = `/${name}`;
      return String(url);
    },
    /** As autovacuum would after a minute: so that nobody's plan is one for empty tables. */
    async analyze() {
      const { rows } = await admin.query('select datname as name from pg_database where not datistemplate');
      for (const { name } of rows) {
        const url = new URL(superuserUrl);
        url.pathname = `/${name}`;
        const client = new pg.Client({ connectionString: String(url) });
        await client.connect();
        await client.query('analyze');
        await client.end();
      }
    },
    async stop() {
      await admin.end();
      await postgres.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** pgbench from the PATH, else as apt's postgresql-15 has it; null where neither is there. */
export function findPgbench() {
  for (const path of ['pgbench', '/usr/lib/postgresql/15/bin/pgbench']) {
    if (spawnSync(path, ['--version']).status === 0) return path;
  }
  spawnSync('apt-get', ['install', '-y', 'postgresql-contrib-15', 'postgresql-15'], { stdio: 'ignore' });
  return existsSync('/usr/lib/postgresql/15/bin/pgbench') ? '/usr/lib/postgresql/15/bin/pgbench' : null;
}
