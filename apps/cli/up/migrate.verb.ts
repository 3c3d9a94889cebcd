import { Command } from 'commander';

/** `actum migrate`: brings the database to this version's schema, once, before api and worker start. */
export function migrateVerb(): Command {
  return new Command('migrate')
    .description('bring the database of DATABASE_MIGRATION_URL to the schema of this version')
    .action(async () => {
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
