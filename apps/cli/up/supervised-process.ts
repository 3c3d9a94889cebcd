import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { backOff } from './back-off.js';
import type { UpLog } from './up-log.js';

const STOP_WITHIN_MS = 15_000;

/** Young objects have room to die in, so that the garbage collector copies fewer of them: measured in docs/scaling.md. */
const NODE_FLAGS = ['--enable-source-maps', '--max-semi-space-size=32'];

export interface SupervisedProcessOptions {
  /** As in the log: `api`. */
  readonly name: string;
  /** The program's file. */
  readonly program: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly log: UpLog;
}

/**
 * A Node process that is started again, later and later, whenever it ends unasked. It has a session of
 * its own, so that Ctrl-C reaches the supervisor alone, and a channel to us whose end tells it to stop.
 */
export class SupervisedProcess {
  private readonly stopping = new AbortController();
  private child: ChildProcess | null = null;
  private running: Promise<void> = Promise.resolve();
  /** How often it has ended unasked. */
  deaths = 0;

  constructor(private readonly options: SupervisedProcessOptions) {}

  start(): void {
    this.running = this.keepRunning();
  }

  /** Asks it to stop, and ends it where it does not. */
  async stop(): Promise<void> {
    this.stopping.abort();
    const child = this.child;
    child?.kill('SIGTERM');
    const force = setTimeout(() => child?.kill('SIGKILL'), STOP_WITHIN_MS);
    await this.running;
    clearTimeout(force);
  }

  private async keepRunning(): Promise<void> {
    const { name, log } = this.options;
    const delays = backOff();
    while (!this.stopping.signal.aborted) {
      const began = Date.now();
      const how = await this.runOnce();
      if (this.stopping.signal.aborted) return;
      this.deaths += 1;
      const delay = delays.next(Date.now() - began);
      log.note('warn', `${name} ended (${how}) and is started again.`);
      await pause(delay, undefined, { signal: this.stopping.signal }).catch(() => undefined);
    }
  }

  private async runOnce(): Promise<string> {
    const { name, program, environment, log } = this.options;
    const child = spawn(process.execPath, [...NODE_FLAGS, program], {
      env: environment,
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    this.child = child;
    if (child.stdout !== null) log.follow(name, child.stdout);
    if (child.stderr !== null) log.follow(name, child.stderr);
    try {
      const [code, signal] = await once(child, 'close');
      return signal ?? `code ${code}`;
    } catch (error) {
      return error instanceof Error ? error.message : String(error);
    } finally {
      this.child = null;
    }
  }
}
