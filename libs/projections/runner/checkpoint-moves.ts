import { createHash } from 'node:crypto';
import type pg from 'pg';

/** From one position to another, unless the checkpoint stands elsewhere or was touched since. */
export interface CheckpointMove {
  readonly schema: string;
  readonly ledger: string;
  readonly from: number;
  readonly to: number;
  readonly stamp: string;
}

interface Waiting {
  readonly move: CheckpointMove;
  readonly resolve: (stamp: string | null) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Moves on the checkpoints of views that an event is no concern of: of all those in this process that move
 * at the same time, by one statement. Each is judged by where it stands, so it does not matter whose
 * connection does it.
 */
export class CheckpointMoves {
  #waiting: Waiting[] = [];
  readonly #names = new Map<string, string>();

  constructor(private readonly pool: pg.Pool) {}

  /** @returns the checkpoint's stamp after that, null where it did not stand as was thought */
  move(move: CheckpointMove): Promise<string | null> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ move, resolve, reject });
      if (this.#waiting.length === 1) setImmediate(() => void this.#send());
    });
  }

  async #send(): Promise<void> {
    const waiting = this.#waiting.sort((a, b) => (a.move.schema < b.move.schema ? -1 : 1));
    this.#waiting = [];
    try {
      const { rows } = await this.pool.query<{ stamps: readonly (string | null)[] }>(
        this.#statement(waiting),
      );
      for (const [index, { resolve }] of waiting.entries()) resolve(rows[0]?.stamps[index] ?? null);
    } catch (error) {
      for (const { reject } of waiting) reject(error);
    }
  }

  #statement(waiting: readonly Waiting[]) {
    const moved = waiting.map(
      ({ move }, index) => `m${index} as (update "${move.schema}".checkpoint set position = $${index * 4 + 3}
        where ledger = $${index * 4 + 1} and position = $${index * 4 + 2} and xmin = $${index * 4 + 4}::xid
        returning xmin::text as stamp)`,
    );
    const stamps = waiting.map((_one, index) => `(select stamp from m${index})`);
    // As on a lead's own connection: all of it can be read again from the ledger.
    const text = `with ${moved.join(', ')} select array[${stamps.join(', ')}] as stamps,
      set_config('synchronous_commit', 'off', true)`;
    const values = waiting.flatMap(({ move: { ledger, from, to, stamp } }) => [ledger, from, to, stamp]);
    return { name: this.#nameOf(text), text, values };
  }

  #nameOf(text: string): string {
    const known = this.#names.get(text);
    if (known !== undefined) return known;
    const name = `moves ${createHash('sha256').update(text).digest('hex').slice(0, 24)}`;
    this.#names.set(text, name);
    return name;
  }
}
