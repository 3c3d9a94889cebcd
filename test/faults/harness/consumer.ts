import { setTimeout as pause } from 'node:timers/promises';
import type { Entry } from './entry.js';

/** One event as a consumer wrote it down, and where it stands. */
export interface Line {
  readonly position: number;
  readonly text: string;
}

/** Hands over what comes, in the order in which it comes, until the signal aborts. */
export type Source = (signal: AbortSignal) => AsyncIterable<readonly Line[]>;

export interface Traits {
  readonly name: string;
  /** How the log says what this consumer writes down; `told` by default. */
  readonly as?: (entry: Entry) => string;
  /** What of the log it is given; everything by default. */
  readonly takes?: (entry: Entry) => boolean;
  /** From an acknowledgement to the consumer's having the event, at most. */
  readonly withinMs: number;
}

/** The exact sequence that a consumer was given, and when. */
export interface Told extends Required<Traits> {
  readonly lines: readonly string[];
  /** By position, when it came first. */
  readonly at: ReadonlyMap<number, number>;
}

/** Follows the log from its beginning and writes down what it is given, from when it is made until it is finished. */
export class Consumer {
  readonly #lines: string[] = [];
  readonly #at = new Map<number, number>();
  readonly #stop = new AbortController();
  /** The last position that it was given. */
  position = 0;
  readonly #following: Promise<void>;

  constructor(
    private readonly traits: Traits,
    source: Source,
  ) {
    this.#following = this.#follow(source);
  }

  /** Waits until it has what the log holds, for as long as it may take, and stops it. */
  async finish(log: readonly Entry[]): Promise<Told> {
    const { takes = () => true, as = ({ told }: Entry) => told, withinMs } = this.traits;
    const last = log.findLast(takes)?.position ?? 0;
    const deadline = performance.now() + withinMs;
    while (last > 0 && !this.#at.has(last) && performance.now() < deadline) await pause(5);
    this.#stop.abort();
    await this.#following;
    return { ...this.traits, takes, as, lines: this.#lines, at: this.#at };
  }

  async #follow(source: Source): Promise<void> {
    const { signal } = this.#stop;
    for await (const lines of source(signal)) {
      const now = performance.now();
      for (const { position, text } of lines) {
        this.#lines.push(text);
        this.position = position;
        if (!this.#at.has(position)) this.#at.set(position, now);
      }
      if (signal.aborted) return;
    }
  }
}

const IDLE_MS = 10;

/**
 * A source that asks for what comes after what it has. It asks again where it could not be answered, as
 * a consumer does whose server was killed.
 */
export function asking(next: (after: Line | null, count: number) => Promise<readonly Line[]>): Source {
  return async function* (signal) {
    let last: Line | null = null;
    let count = 0;
    while (!signal.aborted) {
      const page: readonly Line[] = await next(last, count).catch(() => []);
      last = page.at(-1) ?? last;
      count += page.length;
      if (page.length === 0) await pause(IDLE_MS, undefined, { signal }).catch(() => undefined);
      else yield page;
    }
  };
}
