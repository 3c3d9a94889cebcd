import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '#database';

const PROGRAMS = ['redis-server', 'valkey-server'];

/** A Redis of our own, without persistence. */
export interface TestRedis {
  readonly url: string;
  /** Ends it as a crash would, losing what it holds. */
  stop(): Promise<void>;
}

/**
 * The Redis that integration specs share.
 *
 * @throws Error where the machine has none, which fails the spec: a skipped promise is no promise
 */
export function testRedisUrl(): string {
  const url = process.env.REDIS_TEST_URL;
  if (url === undefined) {
    throw new Error('This spec needs Redis: set REDIS_URL, or install redis-server or valkey-server.');
  }
  return url;
}

/** The name of the Redis program on the PATH, null where there is none. */
function redisProgram(): string | null {
  return PROGRAMS.find((name) => spawnSync(name, ['--version'], { stdio: 'ignore' }).status === 0) ?? null;
}

/** Starts a Redis of the spec's own on a free port; undefined where the machine has no such program. */
export async function startRedis(): Promise<TestRedis | undefined> {
  const program = redisProgram();
  if (program === null) return undefined;
  const folder = mkdtempSync(join(tmpdir(), 'actum-redis-'));
  const port = await freePort();
  const server = spawn(
    program,
    ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no', '--dir', folder],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  const ended = once(server, 'exit');
  const stop = async () => {
    server.kill('SIGKILL');
    await ended;
    rmSync(folder, { recursive: true, force: true });
  };
  const killWithUs = () => server.kill('SIGKILL');
  process.once('exit', killWithUs);
  server.once('exit', () => process.removeListener('exit', killWithUs));
  if (!(await accepts(server))) {
    await stop();
    throw new Error(`${program} did not start on port ${port}.`);
  }
  return { url: `redis://127.0.0.1:${port}`, stop };
}

/** False where the server ends before it is ready. */
function accepts(server: ChildProcess): Promise<boolean> {
  return new Promise((resolve) => {
    server.stdout?.on(
      'data',
      (chunk) => String(chunk).includes('Ready to accept connections') && resolve(true),
    );
    server.once('exit', () => resolve(false));
    server.once('error', () => resolve(false));
  });
}
