import { setTimeout as pause } from 'node:timers/promises';
import type { Ledger, StoredEvent } from '#ledger';

const pageSize = 200;
const shortest = 100;
const longest = 1000;

/**
 * The ledger's events after a position, page by page, for ever; an empty page at least every so often,
 * so that the caller can keep a connection alive. Asks again sooner while events keep coming.
 */
export async function* followLedger(
  ledger: Ledger,
  after: number,
  signal: AbortSignal,
): AsyncGenerator<readonly StoredEvent[]> {
  let position = after;
  let wait = shortest;
  while (!signal.aborted) {
    const events = await ledger.readForward(position, pageSize);
    position = events.at(-1)?.position ?? position;
    wait = events.length > 0 ? shortest : Math.min(longest, wait * 2);
    yield events;
    if (events.length < pageSize) await pause(wait, undefined, { signal }).catch(() => undefined);
  }
}
