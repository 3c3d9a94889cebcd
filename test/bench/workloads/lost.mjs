import { randomUUID } from 'node:crypto';
import { drive } from '../drive.mjs';
import { say } from '../progress.mjs';

/** W9: of what 16 writers were told is appended, what a consumer that follows never saw. */
export async function lost({ result: { rounds }, stores, quick }) {
  const seconds = quick ? 2 : 4;
  for (const store of stores.filter(({ follow }) => follow !== undefined)) {
    say(`${store.name}: what a consumer that follows is never handed`);
    const stop = { done: false };
    stop.promise = new Promise((resolve) => {
      stop.resolve = resolve;
    });
    const following = store.follow(stop);
    const acknowledged = [];
    await drive(16, seconds, async () => {
      const id = randomUUID();
      await store.tagged(id);
      acknowledged.push(id);
    });
    stop.done = true;
    stop.resolve();
    const seen = new Set(await following);
    const missing = acknowledged.filter((id) => !seen.has(id)).length;
    for (const round of rounds) {
      round.stores[store.name] ??= {};
      round.stores[store.name].w9 = missing;
      round.stores[store.name].w9of = acknowledged.length;
    }
  }
}
