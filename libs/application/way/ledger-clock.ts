import type { Instant } from '#domain';
import type { Ledger } from '#ledger';

const AGAIN_AFTER_MS = 5_000;

/**
 * The database's clock, which is asked now and then and reckoned on from there. Only for a ledger on real
 * time: a simulated clock stands in the ledger's own stream, where it is looked at.
 */
export class LedgerClock {
  #asked: { readonly at: number; readonly milliseconds: number } | null = null;

  constructor(private readonly ledger: Pick<Ledger, 'now'>) {}

  async now(): Promise<Instant> {
    const at = performance.now();
    if (this.#asked === null || at - this.#asked.at > AGAIN_AFTER_MS) {
      this.#asked = { at, milliseconds: Date.parse(await this.ledger.now()) };
    }
    const { milliseconds, at: then } = this.#asked;
    return new Date(milliseconds + (performance.now() - then)).toISOString().replace('Z', '000Z');
  }
}
