import { setTimeout as pause } from 'node:timers/promises';

const WITHIN_MS = 30_000;

/** Asks again until what comes back holds; throws with the last answer where it does not within 30 s. */
export async function eventually<T>(ask: () => Promise<T>, holds: (answer: T) => boolean): Promise<T> {
  const until = Date.now() + WITHIN_MS;
  for (;;) {
    const answer = await ask();
    if (holds(answer)) return answer;
    if (Date.now() > until) throw new Error(`it did not come about; last: ${JSON.stringify(answer)}`);
    await pause(100);
  }
}
