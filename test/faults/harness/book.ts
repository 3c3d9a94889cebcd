import { setTimeout as pause } from 'node:timers/promises';

/** What became of one command, as its sender was told. */
export type Outcome = 'acknowledged' | 'refused';

/** How long one command took, from its first try to its outcome. */
export interface Wait {
  readonly writer: number;
  readonly began: number;
  readonly ended: number;
}

const NOTHING_FOR_MS = 60_000;

/** What writers were told, by their commands' texts; times are of `performance.now()`. */
export class Book {
  readonly acknowledged = new Map<string, number>();
  readonly refused = new Set<string>();
  readonly waits: Wait[] = [];
  /** Nobody begins another command. */
  isOver = false;

  async keep(writer: number, text: string, write: () => Promise<Outcome>): Promise<void> {
    const began = performance.now();
    const outcome = await write();
    const ended = performance.now();
    if (outcome === 'refused') this.refused.add(text);
    // Whoever acknowledges before, does it without the book.
    else if (!this.acknowledged.has(text)) this.acknowledged.set(text, ended);
    this.waits.push({ writer, began, ended });
  }

  /** Waits until so many more are acknowledged: faults come by progress, not by the clock. */
  async grown(by: number): Promise<void> {
    const until = this.acknowledged.size + by;
    const deadline = performance.now() + NOTHING_FOR_MS;
    while (this.acknowledged.size < until) {
      if (performance.now() > deadline)
        throw new Error(`Only ${this.acknowledged.size} of ${until} commands were acknowledged.`);
      await pause(2);
    }
  }
}
