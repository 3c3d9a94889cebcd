import { LedgerBusy, LedgerUnavailable } from '../errors.js';
import type { AppendRequest, AppendVerdict } from '../ledger.js';
import type { BatchedRequest, EncodedRequest } from './append-call.js';

/** A batch at most: others wait for it, so it is kept short. */
const BATCH_REQUESTS = 500;
const BATCH_EVENTS = 1_000;
const BATCH_BYTES = 2 * 1024 * 1024;

/** What opens a ledger or moves its clock decides what the whole batch is recorded at. */
const ALONE: ReadonlySet<string> = new Set(['LedgerOpened', 'ClockAdvanced']);

export interface QueueBounds {
  /** How many appends may wait; 10,000 by default. */
  readonly requests: number;
  /** How many bytes of event data may wait; 64 MiB by default. */
  readonly bytes: number;
}

export interface AppendQueueOptions {
  readonly bounds: QueueBounds;
  /** One call of the append function; sent again until its outcome is known. */
  readonly send: (batch: readonly BatchedRequest[]) => Promise<readonly AppendVerdict[]>;
  /** Whether an error says that one of the requests can never be appended, so that the others can. */
  readonly isGuilt: (error: unknown) => boolean;
  readonly onAppended: () => void;
  /** Told of each batch once it is settled. */
  readonly onBatch?: ((batch: AppendBatch) => void) | undefined;
}

/** What one batch was, for instruments. */
export interface AppendBatch {
  readonly requests: number;
  readonly events: number;
  readonly conflicts: number;
  /** From sending it to its commit. */
  readonly seconds: number;
  /** How many appends wait behind it. */
  readonly waiting: number;
}

interface Waiting extends EncodedRequest {
  readonly settle: (verdict: AppendVerdict) => void;
  readonly fail: (error: unknown) => void;
}

/** What is known of a request, for those that rest on it. */
type Fate = 'under way' | 'appended' | 'not appended';

/**
 * The appends of one process to one ledger, on their way. One batch is under way at a time; what arrives
 * meanwhile goes out with the next, in the order in which it came.
 */
export class AppendQueue {
  readonly #options: AppendQueueOptions;
  readonly #fates = new WeakMap<AppendRequest, Fate>();
  #waiting: Waiting[] = [];
  #bytes = 0;
  #sending = false;

  constructor(options: AppendQueueOptions) {
    this.#options = options;
  }

  /** How many appends wait for the batch under way. */
  get length(): number {
    return this.#waiting.length;
  }

  /** @throws LedgerBusy where too much waits already: nothing was sent */
  admit(request: AppendRequest): void {
    const { bounds } = this.#options;
    if (this.#waiting.length >= bounds.requests || this.#bytes >= bounds.bytes) throw new LedgerBusy();
    this.#fates.set(request, 'under way');
  }

  /** The request, which was admitted, could not be encoded. */
  forget(request: AppendRequest): void {
    this.#fates.set(request, 'not appended');
  }

  append(encoded: EncodedRequest): Promise<AppendVerdict> {
    return new Promise((settle, fail) => {
      this.#waiting.push({ ...encoded, settle, fail });
      this.#bytes += encoded.bytes;
      if (this.#sending) return;
      this.#sending = true;
      // What else arrives in this turn of the event loop goes with it.
      setImmediate(() => void this.#run());
    });
  }

  async #run(): Promise<void> {
    while (this.#waiting.length > 0) {
      const batch = this.#take();
      if (batch.length === 0) break;
      await this.#send(batch);
      // Whoever waited for this batch may have the next append ready within the same turn.
      await new Promise((resolve) => setImmediate(resolve));
    }
    this.#sending = false;
  }

  /** Takes the next batch out of the queue. Nothing overtakes what it rests on. */
  #take(): Waiting[] {
    const taken = new Set<AppendRequest>();
    const batch: Waiting[] = [];
    const left: Waiting[] = [];
    let events = 0;
    let bytes = 0;
    let full = false;
    for (const one of this.#waiting) {
      const alone = one.events.some(({ type }) => ALONE.has(type));
      full ||=
        batch.length > 0 &&
        (alone ||
          batch.length >= BATCH_REQUESTS ||
          events + one.events.length > BATCH_EVENTS ||
          bytes + one.bytes > BATCH_BYTES);
      const early = (one.request.restsOn ?? []).some(
        (other) => this.#fates.get(other) === 'under way' && !taken.has(other),
      );
      const twin = batch.some(({ request }) => request.commandId === one.request.commandId);
      if (full || early || twin) {
        left.push(one);
        continue;
      }
      batch.push(one);
      taken.add(one.request);
      events += one.events.length;
      bytes += one.bytes;
      full = alone;
    }
    this.#waiting = left;
    this.#bytes -= bytes;
    return batch;
  }

  /** On an error for one request's sake, halves are sent on their own until it stands alone. */
  async #send(batch: readonly Waiting[]): Promise<void> {
    const possible = batch.filter((one) => {
      const lost = (one.request.restsOn ?? []).some((other) => this.#fates.get(other) === 'not appended');
      if (lost) this.#settle(one, { verdict: 'conflict', conflicts: [] });
      return !lost;
    });
    if (possible.length === 0) return;
    try {
      const began = performance.now();
      const verdicts = await this.#options.send(withPlaces(possible));
      this.#options.onBatch?.({
        requests: possible.length,
        events: possible.reduce((sum, { events }) => sum + events.length, 0),
        conflicts: verdicts.filter(({ verdict }) => verdict === 'conflict').length,
        seconds: (performance.now() - began) / 1000,
        waiting: this.#waiting.length,
      });
      for (const [index, one] of possible.entries()) {
        const verdict = verdicts[index];
        if (verdict !== undefined) this.#settle(one, verdict);
      }
      if (verdicts.some(({ verdict }) => verdict === 'appended')) this.#options.onAppended();
    } catch (error) {
      if (possible.length > 1 && this.#options.isGuilt(error)) {
        const middle = Math.ceil(possible.length / 2);
        await this.#send(possible.slice(0, middle));
        await this.#send(possible.slice(middle));
        return;
      }
      for (const one of possible) this.#fail(one, error);
      // Those behind would only wait as long again; they were not sent, and may be sent again.
      if (error instanceof LedgerUnavailable) {
        for (const one of this.#waiting) this.#fail(one, error);
        this.#waiting = [];
        this.#bytes = 0;
      }
    }
  }

  #settle(one: Waiting, verdict: AppendVerdict): void {
    this.#fates.set(one.request, verdict.verdict === 'appended' ? 'appended' : 'not appended');
    one.settle(verdict);
  }

  #fail(one: Waiting, error: unknown): void {
    this.#fates.set(one.request, 'not appended');
    one.fail(error);
  }
}

function withPlaces(batch: readonly Waiting[]): readonly BatchedRequest[] {
  const places = new Map(batch.map(({ request }, index) => [request, index + 1]));
  return batch.map(({ request, events, bytes }) => ({
    request,
    events,
    bytes,
    restsOn: (request.restsOn ?? []).flatMap((other) => places.get(other) ?? []),
  }));
}
