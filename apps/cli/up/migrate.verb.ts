import type { Command } from 'commander';
import { groupVerb } from '../verb.js';

/** `actum migrate`: brings the database to this version's schema, once, before api and worker start. */
export function migrateVerb(): Command {
  return groupVerb('migrate', 'bring the database of DATABASE_MIGRATION_URL to the schema of this version', [
    'DATABASE_MIGRATION_URL=postgres://owner@db/actum DATABASE_URL=postgres://app@db/actum actum migrate',
  ]).action(async () => {
    const { ConfigurationError, readServerConfiguration } = await import('#application');
    const { migrate } = await import('#database');
    const { databaseUrl, databaseMigrationUrl } = readServerConfiguration(process.env);
    if (databaseMigrationUrl === null) {
      throw new ConfigurationError([
        'DATABASE_MIGRATION_URL is missing: the address of Postgres for the role that owns the schema.',
      ]);
    }
    const done = await migrate(databaseMigrationUrl, decodeURIComponent(new URL(databaseUrl).username));
    const what = done.length === 0 ? 'nothing was left to migrate' : `migrated ${done.join(', ')}`;
    process.stderr.write(`The database is up to date: ${what}.\n`);
  });
}
