import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { type EmbeddedPostgres, startEmbeddedPostgres } from './embedded-postgres.js';

let folder: string;
let server: EmbeddedPostgres;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'actum-embedded-'));
  chmodSync(folder, 0o711);
  server = await startEmbeddedPostgres({ folder });
});

afterEach(async () => {
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
});

async function ask<Row extends pg.QueryResultRow>(url: string, sql: string): Promise<Row[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Row>(sql)).rows;
  } finally {
    await client.end();
  }
}

test('a new data folder gets a server that keeps what it acknowledges, with both roles', async () => {
  const [settings] = await ask(
    server.url,
    `SELECT current_user AS role, current_setting('fsync') AS fsync,
            current_setting('synchronous_commit') AS commit, current_setting('listen_addresses') AS at`,
  );
  expect(settings).toEqual({ role: 'actum_app', fsync: 'on', commit: 'on', at: '127.0.0.1' });

  const roles = await ask(
    server.migrationUrl,
    `SELECT rolname, rolsuper, rolcreaterole, pg_get_userbyid(datdba) AS owner
       FROM pg_roles, pg_database WHERE rolname LIKE 'actum%' AND datname = current_database() ORDER BY 1`,
  );
  expect(roles).toEqual([
    { rolname: 'actum_app', rolsuper: false, rolcreaterole: false, owner: 'actum_owner' },
    { rolname: 'actum_owner', rolsuper: false, rolcreaterole: false, owner: 'actum_owner' },
  ]);
});

test('the passwords are needed, and only their owner can read them', async () => {
  expect(statSync(join(folder, 'postgres.json')).mode & 0o777).toBe(0o600);
  await expect(ask(server.url.replace(/:[^:@]+@/, ':guess@'), 'SELECT')).rejects.toThrow(/password/);
});

test('a second start finds the data again', async () => {
  await ask(server.migrationUrl, 'CREATE TABLE kept AS SELECT 7 AS seven');
  await server.stop();
  expect(existsSync(join(server.cluster, 'postmaster.pid'))).toBe(false);
  server = await startEmbeddedPostgres({ folder });
  expect(await ask(server.migrationUrl, 'SELECT seven FROM kept')).toEqual([{ seven: 7 }]);
});

test('a server that was killed is noticed and starts again on its port', async () => {
  const pid = Number.parseInt(readFileSync(join(server.cluster, 'postmaster.pid'), 'utf8'), 10);
  process.kill(pid, 'SIGKILL');
  expect(await server.ended).toMatch(/137|SIGKILL/);
  server = await startEmbeddedPostgres({ folder, port: server.port });
  expect(await ask(server.url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
});

test('a second program on the same data is refused and leaves the first alone', async () => {
  await expect(startEmbeddedPostgres({ folder })).rejects.toThrow(/Another Actum is using the data/);
  expect(await ask(server.url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
});
