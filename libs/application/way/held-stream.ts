import type { Instant } from '#domain';
import type { Appended, AppendRequest, StoredEvent } from '#ledger';
import { placed } from './unsettled-events.js';

/** An append under way: where its events end in the stream, and the instant that was made up for them. */
interface Pending {
  readonly request: AppendRequest;
  readonly end: number;
  readonly recordedAt: Instant;
}

/** A stream's events as a decision sees them; `done` once it looks at them no more. */
export interface Lent {
  readonly events: readonly StoredEvent[];
  /** The last append under way; it rests on those before it. */
  readonly last: AppendRequest | null;
  readonly instants: readonly Instant[];
  done(): void;
}

/**
 * One stream in memory: what stands, and behind it what is under way. Its events are one list that grows
 * in place, so that a command costs the same however long its item's history is: a decision that still looks
 * at the list when it is about to grow keeps it, and the stream goes on with a copy.
 */
export class HeldStream {
  #events: StoredEvent[];
  #standing: number;
  #bytes: number;
  #pending: Pending[] = [];
  /** Who looks at the list as it is now. */
  #readers = { count: 0 };

  /** @param events its own from now on */
  constructor(events: StoredEvent[]) {
    this.#events = events;
    this.#standing = events.length;
    this.#bytes = 400 + bytesOf(events, 0);
  }

  /** Roughly, of what stands. */
  get bytes(): number {
    return this.#bytes;
  }

  get length(): number {
    return this.#events.length;
  }

  /** How many of its events are on record. */
  get standing(): number {
    return this.#standing;
  }

  get isUnderWay(): boolean {
    return this.#pending.length > 0;
  }

  lend(): Lent {
    const readers = this.#readers;
    readers.count += 1;
    let looking = true;
    const instants = new Set<Instant>();
    for (const { recordedAt } of this.#pending) instants.add(recordedAt);
    return {
      events: this.#events,
      last: this.#pending.at(-1)?.request ?? null,
      instants: [...instants],
      done: () => {
        if (looking) readers.count -= 1;
        looking = false;
      },
    };
  }

  /**
   * Adds what an append leaves.
   * @returns false where it was not decided on what is held here, so that what comes after it could not rest on it
   */
  send(request: AppendRequest, events: readonly StoredEvent[], recordedAt: Instant): boolean {
    const last = this.#pending.at(-1)?.request;
    if (last !== undefined && request.restsOn?.includes(last) !== true) return false;
    if (this.#readers.count > 0) {
      this.#events = [...this.#events];
      this.#readers = { count: 0 };
    }
    this.#events.push(...events);
    this.#pending.push({ request, end: this.#events.length, recordedAt });
    return true;
  }

  /**
   * The append in front stands. Its events take their places in the list: whoever looks at it meanwhile
   * sees the same ones, with what was made up about them put right.
   * @returns false where another append is in front
   */
  settle(request: AppendRequest, { events, recordedAt }: Appended, stream: string): boolean {
    const [first] = this.#pending;
    if (first?.request !== request) return false;
    this.#pending.shift();
    const began = this.#standing;
    for (const place of events) {
      const event = this.#events[this.#standing];
      if (place.stream !== stream || event === undefined) continue;
      this.#events[this.#standing] = placed(event, place.position, recordedAt);
      this.#standing += 1;
    }
    this.#bytes += bytesOf(this.#events, began, this.#standing);
    return this.#standing === first.end;
  }
}

/** Roughly: what an event takes beside its data is guessed. */
function bytesOf(events: readonly StoredEvent[], from: number, to = events.length): number {
  let sum = 0;
  for (let index = from; index < to; index++) sum += 400 + sizeOf(events[index]?.data);
  return sum;
}

function sizeOf(value: unknown): number {
  if (typeof value === 'string') return value.length + 2;
  if (typeof value !== 'object' || value === null) return 8;
  let sum = 2;
  for (const key in value) sum += key.length + 4 + sizeOf(value[key as keyof typeof value]);
  return sum;
}
