import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

/** A program of a spec's own, in a process that can be killed for real. */
export class Child {
  readonly #process: ChildProcess;

  /** @param program relative to `test/faults` */
  constructor(program: string, ...args: readonly string[]) {
    const path = fileURLToPath(new URL(`../${program}`, import.meta.url));
    this.#process = spawn(process.execPath, [path, ...args], { stdio: ['ignore', 'inherit', 'inherit'] });
  }

  /** As a crash would: it has no time to say or to finish anything. */
  async kill(): Promise<void> {
    if (this.#process.exitCode !== null || this.#process.signalCode !== null) return;
    const ended = once(this.#process, 'exit');
    this.#process.kill('SIGKILL');
    await ended;
  }
}
