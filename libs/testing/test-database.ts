import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { migrate, openPool, schemaDigest } from '#database';

const OWNER = 'actum_test_owner';
const APPLICATION = 'actum_test_app';
const PASSWORD = 'test';

/** A migrated database of one spec file's own. */
export interface TestDatabase {
  /** As the role that may read and append, and owns nothing yet: `DATABASE_URL`. */
  readonly appUrl: string;
  /** As the owner of the schema: `DATABASE_MIGRATION_URL`. */
  readonly ownerUrl: string;
  readonly superuserUrl: string;
  readonly applicationRole: string;
  /** A pool of the application's role. */
  readonly pool: pg.Pool;
  /** Ends the pool and drops the database, cutting off whoever is still connected. */
  close(): Promise<void>;
}

/**
 * Clones a database from a migrated template, which is made once for a server and a schema.
 * The server is TEST_DATABASE_URL's, whose role must be a superuser.
 */
export function createTestDatabase(): Promise<TestDatabase> {
  return makeDatabase(async (server, name) => {
    const template = await ensureTemplate(server);
    await server.query(`create database ${name} template ${template} owner ${OWNER}`);
    // Grants on the database itself are not cloned.
    await server.query(`grant connect, create on database ${name} to ${APPLICATION}`);
  });
}

/** A database with nothing in it, for specs of the migrator. */
export function createEmptyDatabase(): Promise<TestDatabase> {
  return makeDatabase(async (server, name) => {
    await ensureRoles(server);
    await server.query(`create database ${name} owner ${OWNER}`);
  });
}

async function makeDatabase(make: (server: pg.Client, name: string) => Promise<void>): Promise<TestDatabase> {
  const name = `actum_test_${randomBytes(8).toString('hex')}`;
  await withServer((server) => make(server, name));
  const appUrl = urlOf(name, APPLICATION);
  const pool = openPool(appUrl, { name });
  return {
    appUrl,
    ownerUrl: urlOf(name, OWNER),
    superuserUrl: urlOf(name),
    applicationRole: APPLICATION,
    pool,
    close: async () => {
      if (!pool.ended) await pool.end();
      await withServer((server) => server.query(`drop database if exists ${name} with (force)`));
    },
  };
}

async function ensureTemplate(server: pg.Client): Promise<string> {
  const name = `actum_template_${schemaDigest().slice(0, 16)}`;
  // Spec files run in processes of their own: one makes the template, the others wait for it.
  await server.query("select pg_advisory_lock(hashtextextended('actum test template', 0))");
  const { rowCount } = await server.query('select from pg_database where datname = $1', [name]);
  if (rowCount === 0) {
    await ensureRoles(server);
    await server.query(`drop database if exists ${name}_draft with (force)`);
    await server.query(`create database ${name}_draft owner ${OWNER}`);
    await migrate(urlOf(`${name}_draft`, OWNER), APPLICATION);
    await server.query(`alter database ${name}_draft rename to ${name}`);
  }
  await server.query("select pg_advisory_unlock(hashtextextended('actum test template', 0))");
  return name;
}

async function ensureRoles(server: pg.Client): Promise<void> {
  await server.query("select pg_advisory_lock(hashtextextended('actum test roles', 0))");
  const { rows } = await server.query<{ rolname: string }>('select rolname from pg_roles');
  for (const role of [OWNER, APPLICATION]) {
    if (rows.some(({ rolname }) => rolname === role)) continue;
    await server.query(`create role ${role} login password '${PASSWORD}'`);
  }
  await server.query("select pg_advisory_unlock(hashtextextended('actum test roles', 0))");
}

async function withServer<Result>(use: (server: pg.Client) => Promise<Result>): Promise<Result> {
  const server = new pg.Client({ connectionString: serverUrl() });
  await server.connect();
  try {
    return await use(server);
  } finally {
    await server.end();
  }
}

function urlOf(database: string, role?: string): string {
  const url = new URL(serverUrl());
  url.pathname = `/${database}`;
  if (role !== undefined) {
    url.username = role;
    url.password = PASSWORD;
  }
  return url.toString();
}

function serverUrl(): string {
  const url = process.env.TEST_DATABASE_URL;
  if (url === undefined) throw new Error('TEST_DATABASE_URL is not set; run this spec with Jest.');
  return url;
}
