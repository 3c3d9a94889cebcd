import { setTimeout as pause } from 'node:timers/promises';
import { type Configuration, ConfigurationError } from '#application';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '#database';
import { backOff } from './back-off.js';
import type { UpLog } from './up-log.js';

/** The database that api and worker get, and how to let go of it. */
export interface UpDatabase {
  readonly url: string;
  readonly migrationUrl: string;
  stop(): Promise<void>;
}

/**
 * The operator's own Postgres where DATABASE_URL names one; else the embedded one, which is started
 * again on its port whenever it ends unasked.
 *
 * @throws ConfigurationError where one of the two addresses is missing
 */
export async function openDatabase(
  configuration: Configuration,
  log: UpLog,
  say: (line: string) => void,
): Promise<UpDatabase> {
  const { databaseUrl: url, databaseMigrationUrl: migrationUrl } = configuration;
  if (url !== null && migrationUrl !== null) return { url, migrationUrl, stop: async () => undefined };
  if (url !== null || migrationUrl !== null) {
    const [set, missing] =
      url === null ? ['DATABASE_MIGRATION_URL', 'DATABASE_URL'] : ['DATABASE_URL', 'DATABASE_MIGRATION_URL'];
    throw new ConfigurationError([
      `${set} is set and ${missing} is not: set both, or neither for a Postgres of Actum's own.`,
    ]);
  }
  return await keepEmbeddedPostgres(configuration.dataFolder, log, say);
}

async function keepEmbeddedPostgres(
  folder: string,
  log: UpLog,
  say: (line: string) => void,
): Promise<UpDatabase> {
  const stopping = new AbortController();
  const first = await startEmbeddedPostgres({ folder });
  const as = first.runsAs === null ? '' : ` (its server runs as ${first.runsAs})`;
  say(`Postgres is up; the data lie in ${first.cluster}${as}.`);

  const watch = async () => {
    let present: EmbeddedPostgres | null = first;
    const delays = backOff();
    while (!stopping.signal.aborted) {
      const began = Date.now();
      const stopPresent = () => void present?.stop();
      stopping.signal.addEventListener('abort', stopPresent, { once: true });
      const how = present === null ? 'it did not start' : await present.ended;
      stopping.signal.removeEventListener('abort', stopPresent);
      if (stopping.signal.aborted) return;
      log.note('warn', `Postgres ended (${how}) and is started again.`);
      await pause(delays.next(Date.now() - began), undefined, { signal: stopping.signal }).catch(
        () => undefined,
      );
      present = await restart(folder, first.port, log);
    }
    await present?.stop();
  };
  const watched = watch();
  return {
    url: first.url,
    migrationUrl: first.migrationUrl,
    stop: async () => {
      stopping.abort();
      await watched;
    },
  };
}

async function restart(folder: string, port: number, log: UpLog): Promise<EmbeddedPostgres | null> {
  try {
    return await startEmbeddedPostgres({ folder, port });
  } catch (error) {
    log.note('warn', error instanceof Error ? error.message : String(error));
    return null;
  }
}
