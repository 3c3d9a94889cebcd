import { setTimeout as pause } from 'node:timers/promises';
import { isConnectionError } from '#database';
import { LedgerUnavailable } from '../errors.js';

const FIRST_PAUSE_MS = 25;
const LONGEST_PAUSE_MS = 1_000;

/**
 * Runs what may safely run twice, again and again while the database cannot be reached.
 *
 * @param forMs how long to go on; the last try begins before that
 * @throws LedgerUnavailable once the bound is over; any other error at once
 */
export async function whileUnreachable<Result>(run: () => Promise<Result>, forMs: number): Promise<Result> {
  const deadline = performance.now() + forMs;
  for (let pauseMs = FIRST_PAUSE_MS; ; pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS)) {
    try {
      return await run();
    } catch (error) {
      if (!isConnectionError(error)) throw error;
      if (performance.now() + pauseMs > deadline) throw new LedgerUnavailable(error);
    }
    await pause(pauseMs);
  }
}
