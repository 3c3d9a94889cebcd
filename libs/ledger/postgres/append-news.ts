import { setTimeout as pause } from 'node:timers/promises';
import type pg from 'pg';

/** Each message is a transaction of its own; who follows is not kept waiting by so little. */
const BETWEEN_MS = 5;

/** Sent with the ledger's name after appends, so that who follows need not wait for its next look; nothing depends on it. */
export const appendedChannel = 'actum_appended';

/** Tells whoever listens that the ledger went on: the first time at once, then no more often than every few milliseconds. */
export class AppendNews {
  #sending = false;
  #more = false;

  constructor(
    private readonly pool: pg.Pool,
    private readonly ledger: string,
  ) {}

  tell(): void {
    this.#more = true;
    if (!this.#sending) void this.#send();
  }

  async #send(): Promise<void> {
    this.#sending = true;
    while (this.#more && !this.pool.ending) {
      this.#more = false;
      try {
        // News need not be on disk.
        await this.pool.query({
          name: 'ledger.news',
          text: "select set_config('synchronous_commit', 'off', true), pg_notify($1, $2)",
          values: [appendedChannel, this.ledger],
        });
      } catch {
        // Whoever follows looks by itself before long.
      }
      await pause(BETWEEN_MS, undefined, { ref: false });
    }
    this.#sending = false;
  }
}
