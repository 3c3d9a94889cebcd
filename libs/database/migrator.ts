import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { grants, grantToApplication } from './grants.js';

const FILE_NAME = /^\d{4}_[a-z0-9_]+\.sql$/;
const LOCK = "hashtextextended('actum migrations', 0)";

export interface Migration {
  readonly name: string;
  readonly sql: string;
  /** SHA-256 of the file, hex. */
  readonly digest: string;
}

/** The database and this program do not belong together, or a migration was altered after it ran. */
export class MigrationError extends Error {
  override readonly name = 'MigrationError';
}

/** The numbered files of `migrations/`, in order. */
export function readMigrations(folder: string = migrationsFolder()): readonly Migration[] {
  return readdirSync(folder)
    .filter((name) => FILE_NAME.test(name))
    .sort()
    .map((name) => {
      const sql = readFileSync(join(folder, name), 'utf8');
      return { name, sql, digest: createHash('sha256').update(sql).digest('hex') };
    });
}

/** Names the schema that this program makes: the same text, the same tables and grants. */
export function schemaDigest(migrations: readonly Migration[] = readMigrations()): string {
  const parts = [...migrations.map(({ digest }) => digest), grants('role', 'database')];
  return createHash('sha256').update(parts.join('\n')).digest('hex');
}

/**
 * Brings the database to this program's schema as its owner, then grants the application's role what
 * it needs. Each migration runs once, in a transaction of its own; processes that start together take
 * turns; a second call changes nothing.
 *
 * @param ownerUrl `DATABASE_MIGRATION_URL`
 * @param applicationRole the role of `DATABASE_URL`
 * @returns the names of the migrations that were run now
 * @throws MigrationError where the database is newer, or a migration was altered after it ran
 */
export async function migrate(
  ownerUrl: string,
  applicationRole: string,
  migrations: readonly Migration[] = readMigrations(),
): Promise<readonly string[]> {
  const client = new pg.Client({ connectionString: ownerUrl, application_name: 'actum migrator' });
  await client.connect();
  try {
    await client.query(`select pg_advisory_lock(${LOCK})`);
    const run = await runPending(client, migrations);
    // Loaded here only: nothing else in this library needs the queue.
    const { runMigrations } = await import('bullmq');
    await runMigrations(client, 'bullmq');
    await grantToApplication(client, applicationRole);
    return run;
  } finally {
    await client.end();
  }
}

async function runPending(client: pg.Client, migrations: readonly Migration[]): Promise<string[]> {
  await client.query(`create schema if not exists migration;
    create table if not exists migration.applied (
      name text primary key, digest text not null, applied_at timestamptz not null default clock_timestamp())`);
  const { rows } = await client.query<{ name: string; digest: string }>(
    'select name, digest from migration.applied order by name',
  );
  const applied = new Map(rows.map(({ name, digest }) => [name, digest]));
  const unknown = rows.find(({ name }) => !migrations.some((migration) => migration.name === name));
  if (unknown !== undefined) {
    throw new MigrationError(`The database is newer than this program: it has ${unknown.name}.`);
  }
  const last = rows.at(-1)?.name ?? '';
  const run: string[] = [];
  for (const migration of migrations) {
    const digest = applied.get(migration.name);
    if (digest === migration.digest) continue;
    if (digest !== undefined) throw new MigrationError(`${migration.name} was altered after it ran.`);
    if (migration.name < last)
      throw new MigrationError(`${migration.name} comes before ${last}, which has run.`);
    await runOne(client, migration);
    run.push(migration.name);
  }
  return run;
}

async function runOne(client: pg.Client, migration: Migration): Promise<void> {
  await client.query('begin');
  try {
    await client.query(migration.sql);
    await client.query('insert into migration.applied (name, digest) values ($1, $2)', [
      migration.name,
      migration.digest,
    ]);
    await client.query('commit');
  } catch (error) {
    await client.query('rollback');
    throw error;
  }
}

/** `migrations/` at the top of the project, from the sources and from the build alike. */
function migrationsFolder(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, 'migrations', '0001_ledger.sql'))) {
    if (dirname(folder) === folder) throw new MigrationError('The folder migrations/ is missing.');
    folder = dirname(folder);
  }
  return join(folder, 'migrations');
}
