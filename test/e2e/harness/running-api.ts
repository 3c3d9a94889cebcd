import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { createTestDatabase, type TestDatabase } from '#testing';
import { HttpCaller } from './http-caller.js';

const root = fileURLToPath(new URL('../../../', import.meta.url));

export interface ApiOptions {
  /** Runs a worker as well, so that views and reactions follow; true by default. */
  readonly worker?: boolean;
  /** Anybody may sign in as anybody; true by default. */
  readonly demo?: boolean;
  /** A pack's folder to load before anything else, relative to the project. */
  readonly pack?: string;
  /** Further variables for every process. */
  readonly env?: Readonly<Record<string, string>>;
}

/** One of the processes; `url` is an api's. */
export interface RunningProcess {
  readonly child: ChildProcess;
  readonly url: string;
}

/** The built api and worker, each a process of its own, on a database of the spec's own. */
export class RunningApi {
  private readonly processes = new Map<'api' | 'worker', RunningProcess>();
  private readonly others: ChildProcess[] = [];
  http = new HttpCaller('');

  private constructor(
    readonly database: TestDatabase,
    readonly dataFolder: string,
    private readonly env: Readonly<Record<string, string>>,
  ) {}

  static async start({ worker = true, demo = true, pack, env = {} }: ApiOptions = {}): Promise<RunningApi> {
    const [database, dataFolder] = await Promise.all([
      createTestDatabase(),
      mkdtemp(join(tmpdir(), 'actum-api-')),
    ]);
    const running = new RunningApi(database, dataFolder, {
      DATABASE_URL: database.appUrl,
      ACTUM_DATA: dataFolder,
      ACTUM_DEMO: demo ? 'on' : 'off',
      ACTUM_LOG_LEVEL: 'info',
      ...env,
    });
    try {
      await running.run('api');
      if (worker) await running.run('worker');
      if (pack !== undefined) await running.load(pack);
    } catch (error) {
      await running.stop();
      throw error;
    }
    return running;
  }

  get url(): string {
    return this.http.url;
  }

  /** Starts a process and waits until its log says that it works. An api gets a free port each time. */
  async run(name: 'api' | 'worker', env: Readonly<Record<string, string>> = {}): Promise<void> {
    const begun = await this.begin(name, env);
    this.processes.set(name, begun);
    if (name === 'api') this.http = new HttpCaller(begun.url);
  }

  /** Starts one more process of a kind, beside the first, until all are stopped. */
  async runAnother(name: 'api' | 'worker'): Promise<RunningProcess> {
    const begun = await this.begin(name);
    this.others.push(begun.child);
    return begun;
  }

  /** The first process of a kind. */
  process(name: 'api' | 'worker'): RunningProcess {
    const begun = this.processes.get(name);
    if (begun === undefined) throw new Error(`No ${name} was started.`);
    return begun;
  }

  private async begin(
    name: 'api' | 'worker',
    env: Readonly<Record<string, string>> = {},
  ): Promise<RunningProcess> {
    const child = spawn(process.execPath, ['--enable-source-maps', `dist/apps/${name}/main.js`], {
      cwd: root,
      env: { ...inherited(), ...this.env, PORT: '0', ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const { port } = await firstLine(child, name === 'api' ? 'listening' : 'working');
    return { child, url: port === undefined ? '' : `http://127.0.0.1:${port}` };
  }

  /** Ends a process as a crash would. */
  async kill(name: 'api' | 'worker'): Promise<void> {
    await this.crash(this.processes.get(name)?.child);
  }

  /** The same with the one that was started last beside the first. */
  async killAnother(): Promise<void> {
    await this.crash(this.others.pop());
  }

  private async crash(child: ChildProcess | undefined): Promise<void> {
    if (child === undefined) return;
    const ended = child.exitCode === null && child.signalCode === null ? once(child, 'exit') : null;
    child.kill('SIGKILL');
    await ended;
  }

  /** Runs one `actum` command, as another process. */
  async actum(...args: readonly string[]): Promise<{ code: number | null; stdout: string; stderr: string }> {
    const child = spawn(process.execPath, ['dist/apps/cli/main.js', ...args], {
      cwd: root,
      env: { ...inherited(), ACTUM_URL: this.url, NO_COLOR: '1' },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const [stdout, stderr] = await Promise.all([
      textOf(child.stdout),
      textOf(child.stderr),
      once(child, 'close'),
    ]);
    return { code: child.exitCode, stdout, stderr };
  }

  /** Loads a pack over HTTP and waits until the views have it all. */
  async load(pack: string): Promise<void> {
    const { code, stdout, stderr } = await this.actum('load', pack, '--json');
    if (code !== 0) throw new Error(`The pack did not load:\n${stdout}${stderr}`);
    const { position } = JSON.parse(stdout) as { readonly position: number };
    await this.http.get(`/v1/items?limit=1&waitFor=${position}`);
  }

  async stop(): Promise<void> {
    await Promise.all(
      [...[...this.processes.values()].map(({ child }) => child), ...this.others].map(async (child) => {
        if (child.exitCode !== null || child.signalCode !== null) return;
        const ended = once(child, 'exit');
        child.kill('SIGTERM');
        await ended;
      }),
    );
    await this.database.close();
    await rm(this.dataFolder, { recursive: true, force: true });
  }
}

/** The environment without whatever would lead a process to somebody else's data. */
const inherited = (): Record<string, string> =>
  Object.fromEntries(
    Object.entries(process.env).flatMap(([name, value]) =>
      value === undefined || /^(ACTUM_|DATABASE_|REDIS_URL$|NODE_OPTIONS$|PORT$)/.test(name)
        ? []
        : [[name, value] as const],
    ),
  );

/** Waits for the line of the process' log with this message, and keeps reading so that it never blocks. */
async function firstLine(child: ChildProcess, message: string): Promise<{ readonly port?: number }> {
  const { stdout, stderr } = child;
  if (stdout === null || stderr === null) throw new Error('The process has no output.');
  const said: string[] = [];
  stderr.setEncoding('utf8').on('data', (text: string) => said.push(text));
  return await new Promise((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`It ended with ${code}:\n${said.join('')}`)));
    createInterface(stdout).on('line', (line) => {
      said.push(`${line}\n`);
      if (line.includes(`"msg":"${message}"`)) resolve(JSON.parse(line) as { readonly port?: number });
    });
  });
}

async function textOf(stream: NodeJS.ReadableStream): Promise<string> {
  let text = '';
  for await (const chunk of stream.setEncoding('utf8')) text += String(chunk);
  return text;
}
