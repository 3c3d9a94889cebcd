import type pg from 'pg';

/** Sent with the ledger's name after appends, so that who follows need not wait for its next look; nothing depends on it. */
export const appendedChannel = 'actum_appended';

/** Tells whoever listens that the ledger went on, at most one message at a time. */
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
    }
    this.#sending = false;
  }
}
