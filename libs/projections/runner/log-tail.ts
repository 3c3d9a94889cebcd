import type pg from 'pg';
import { appendedChannel, type Ledger, type StoredEvent } from '#ledger';
import { Alarm } from './alarm.js';

const SHORTEST_WAIT_MS = 10;
const LONGEST_WAIT_MS = 250;
/** So that what comes close together is read, folded and written together; the first after a quiet time comes at once. */
const REST_MS = 4;
const PAGE = 500;
const EVENTS_AT_HAND = 2_000;

export interface LogTailOptions {
  /** One connection of it listens. */
  readonly pool: pg.Pool;
  readonly ledger: Ledger;
  /** How many of the last events are held; 2,000 by default. */
  readonly eventsAtHand?: number;
  readonly onTrouble?: (error: unknown) => void;
}

/**
 * The end of a ledger as it grows, read and decoded once for all who follow it in this process. It holds the
 * last events up to a bound; whoever is further behind reads the ledger for itself.
 */
export class LogTail {
  readonly #pulse = new Alarm();
  readonly #followers = new Set<Alarm>();
  /** The events behind `#from`, up to the end; null until it is known where the ledger ends. */
  #at: { readonly from: number; readonly events: readonly StoredEvent[] } | null = null;

  constructor(private readonly options: LogTailOptions) {}

  /** At most `limit` events after `position`, in order; nothing where the tail has not got further. */
  async read(position: number, limit: number): Promise<readonly StoredEvent[]> {
    if (this.#at === null || position < this.#at.from)
      return this.options.ledger.readForward(position, limit);
    const { events } = this.#at;
    let first = 0;
    for (let behind = events.length; first < behind; ) {
      const middle = (first + behind) >> 1;
      if ((events[middle]?.position ?? 0) > position) behind = middle;
      else first = middle + 1;
    }
    return events.slice(first, first + limit);
  }

  /** Rings the alarm whenever there is more. @returns ends that */
  tell(alarm: Alarm): () => void {
    this.#followers.add(alarm);
    return () => this.#followers.delete(alarm);
  }

  /** Reads on as the ledger grows, until the signal aborts. */
  async follow(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      try {
        await this.#listen(signal);
      } catch (error) {
        this.options.onTrouble?.(error);
        await this.#pulse.wait(LONGEST_WAIT_MS, signal);
      }
    }
  }

  async #listen(signal: AbortSignal): Promise<void> {
    const client = await this.options.pool.connect();
    let broken: Error | undefined;
    const onError = (error: Error) => {
      broken = error;
      this.#pulse.ring();
    };
    const onNotification = () => this.#pulse.ring();
    client.on('error', onError);
    client.on('notification', onNotification);
    try {
      await client.query(`listen ${appendedChannel}`);
      for (let wait = SHORTEST_WAIT_MS; !signal.aborted && broken === undefined; ) {
        const read = await this.#readOn();
        if (read === PAGE) continue;
        wait = read > 0 ? SHORTEST_WAIT_MS : Math.min(wait * 2, LONGEST_WAIT_MS);
        if (read > 0) await new Promise((resolve) => setTimeout(resolve, REST_MS));
        await this.#pulse.wait(wait, signal);
      }
      if (broken === undefined) await client.query(`unlisten ${appendedChannel}`);
    } finally {
      client.off('notification', onNotification);
      client.release(broken);
      if (broken === undefined) client.off('error', onError);
    }
    if (broken !== undefined) throw broken;
  }

  /** @returns how many events there were */
  async #readOn(): Promise<number> {
    const { ledger, eventsAtHand = EVENTS_AT_HAND } = this.options;
    this.#at ??= { from: await ledger.lastPosition(), events: [] };
    const { from, events } = this.#at;
    const read = await ledger.readForward(events.at(-1)?.position ?? from, PAGE);
    if (read.length === 0) return 0;
    const all = [...events, ...read];
    const surplus = Math.max(all.length - eventsAtHand, 0);
    this.#at = { from: all[surplus - 1]?.position ?? from, events: all.slice(surplus) };
    for (const alarm of this.#followers) alarm.ring();
    return read.length;
  }
}
