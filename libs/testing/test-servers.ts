import { chmodSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbeddedPostgres } from '#database';
import { startRedis } from './redis.js';

/** What a run of integration specs shares. */
export interface TestServers {
  /** Stops all of it and checks that nothing is left. */
  stop(): Promise<void>;
}

/**
 * Starts one Postgres, whose superuser's URL is put in TEST_DATABASE_URL, and one Redis, in REDIS_TEST_URL
 * (REDIS_URL's where that is set; left out where the machine has none).
 */
export async function startTestServers(): Promise<TestServers> {
  const folder = mkdtempSync(join(tmpdir(), 'actum-test-'));
  // Where we are root the server runs as another user, who has to get through.
  chmodSync(folder, 0o711);
  const [postgres, redis] = await Promise.all([
    startEmbeddedPostgres({
      folder,
      settings: {
        fsync: 'off',
        synchronous_commit: 'off',
        full_page_writes: 'off',
        max_connections: '300',
        max_prepared_transactions: '10',
      },
    }),
    process.env.REDIS_URL === undefined ? startRedis() : undefined,
  ]);
  process.env.TEST_DATABASE_URL = postgres.superuserUrl;
  const redisUrl = process.env.REDIS_URL ?? redis?.url;
  if (redisUrl !== undefined) process.env.REDIS_TEST_URL = redisUrl;
  return {
    stop: async () => {
      await Promise.all([postgres.stop(), redis?.stop()]);
      if (existsSync(join(postgres.cluster, 'postmaster.pid'))) {
        throw new Error(`Postgres was not shut down in order; its log lies in ${folder}.`);
      }
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
