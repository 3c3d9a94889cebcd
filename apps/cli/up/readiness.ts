import { setTimeout as pause } from 'node:timers/promises';
import { fetch } from 'undici';
import { CliError, exitCode } from '../exit-code.js';
import type { SupervisedProcess } from './supervised-process.js';

const READY_WITHIN_MS = 60_000;
const DEATHS_TO_GIVE_UP = 3;

/**
 * Waits until the server says that it is ready.
 *
 * @throws CliError where a process keeps dying before that, or time is up
 */
export async function untilReady(
  url: string,
  processes: readonly SupervisedProcess[],
  stopped: AbortSignal,
): Promise<void> {
  const deadline = Date.now() + READY_WITHIN_MS;
  let last = 'it does not answer';
  while (!stopped.aborted) {
    last = await ask(url);
    if (last === 'ready') return;
    if (processes.some(({ deaths }) => deaths >= DEATHS_TO_GIVE_UP)) {
      throw new CliError(
        exitCode.unexpected,
        'Actum could not start: a part of it keeps ending, for the reason above.',
      );
    }
    if (Date.now() > deadline)
      throw new CliError(exitCode.unexpected, `Actum did not get ready in time: ${last}.`);
    await pause(100);
  }
}

async function ask(url: string): Promise<string> {
  try {
    const answer = await fetch(`${url}/health/ready`, { signal: AbortSignal.timeout(5_000) });
    const said = await answer.text();
    return answer.ok ? 'ready' : `it says ${answer.status} ${said.slice(0, 300)}`;
  } catch {
    return 'it does not answer';
  }
}
