import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { freePort } from '#database';
import { eventually } from './eventually.js';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const program = join(root, 'dist/apps/cli/main.js');
const UP_WITHIN_MS = 120_000;

export interface Outcome {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** The whole program as a person runs it: supervisor, embedded Postgres, api, worker, and the pack loaded. */
export interface RunningActum {
  readonly url: string;
  readonly supervisor: ChildProcess;
  readonly dataFolder: string;
  /** What the program has printed so far. */
  output(): string;
  /** Runs one `actum` command against it, as another process. */
  actum(...args: readonly string[]): Promise<Outcome>;
  /** The same, and its `--json` answer; throws with what it printed where it did not exit with 0. */
  json<T>(...args: readonly string[]): Promise<T>;
  /** Asks again until what comes back holds; throws with the last answer where it does not within 30 s. */
  eventually<T>(ask: () => Promise<T>, holds: (answer: T) => boolean): Promise<T>;
  /** Ctrl-C, and waits for the end. */
  stop(): Promise<void>;
}

/**
 * Starts the built program on a free port with a data folder of its own.
 * @param dataFolder an earlier run's folder, to find its data again
 * @param args what follows `actum up`
 * @param env further variables for the program
 */
export async function startActum({
  dataFolder,
  args = [],
  env = {},
}: {
  dataFolder?: string;
  args?: readonly string[];
  env?: Readonly<Record<string, string>>;
} = {}): Promise<RunningActum> {
  const folder = dataFolder ?? (await mkdtemp(join(tmpdir(), 'actum-e2e-')));
  // Where we are root Postgres runs as another user, who has to get through.
  await chmod(folder, 0o711);
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const inherited = Object.fromEntries(
    Object.entries(process.env).filter(
      ([name]) => !/^(ACTUM_|DATABASE_|REDIS_URL$|NODE_OPTIONS$)/.test(name),
    ),
  );
  const supervisor = spawn(process.execPath, [program, 'up', ...args], {
    cwd: root,
    env: { ...inherited, PORT: String(port), ACTUM_DATA: folder, ...env },
    // The channel ends with us, and the program with it, even where the spec is killed.
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  let printed = '';
  for (const stream of [supervisor.stdout, supervisor.stderr]) {
    stream?.setEncoding('utf8').on('data', (text: string) => {
      printed += text;
    });
  }
  const deadline = Date.now() + UP_WITHIN_MS;
  while (!printed.includes(url)) {
    if (supervisor.exitCode !== null || Date.now() > deadline) {
      supervisor.kill('SIGTERM');
      throw new Error(`actum up did not come up:\n${printed}`);
    }
    await pause(50);
  }
  const actum = (...args: readonly string[]): Promise<Outcome> =>
    run(args, { ...inherited, ACTUM_URL: url, NO_COLOR: '1' });
  return {
    url,
    supervisor,
    dataFolder: folder,
    output: () => printed,
    actum,
    async json<T>(...args: readonly string[]): Promise<T> {
      const outcome = await actum(...args, '--json');
      if (outcome.code !== 0)
        throw new Error(
          `actum ${args.join(' ')} exited with ${outcome.code}:\n${outcome.stdout}${outcome.stderr}`,
        );
      return JSON.parse(outcome.stdout) as T;
    },
    eventually,
    async stop() {
      if (supervisor.exitCode === null && supervisor.signalCode === null) {
        const ended = once(supervisor, 'exit');
        supervisor.kill('SIGINT');
        await ended;
      }
    },
  };
}

/** Removes a data folder that `startActum` made. */
export const removeFolder = (folder: string): Promise<void> => rm(folder, { recursive: true, force: true });

async function run(args: readonly string[], env: NodeJS.ProcessEnv): Promise<Outcome> {
  const child = spawn(process.execPath, [program, ...args], {
    cwd: root,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const read = async (stream: NodeJS.ReadableStream): Promise<string> => {
    let text = '';
    for await (const chunk of stream.setEncoding('utf8')) text += chunk;
    return text;
  };
  const [stdout, stderr] = await Promise.all([read(child.stdout), read(child.stderr), once(child, 'close')]);
  return { code: child.exitCode, stdout, stderr };
}
