import { LedgerBusy, LedgerUnavailable } from '../errors.js';
import type { AppendRequest, AppendVerdict } from '../ledger.js';
import type { EncodedRequest } from './encode-request.js';

/** A batch at most: others wait for it, so it is kept short. */
const BATCH_REQUESTS = 500;
const BATCH_EVENTS = 1_000;
const BATCH_BYTES = 2 * 1024 * 1024;
/**
 * From so many events on, a batch of its own costs less than what it gains. Twice as many go out as two:
 * while the database has one half, the writers of the other are told, and have their next ready.
 */
const WORTH_A_BATCH = 100;

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
  readonly send: (batch: readonly EncodedRequest[]) => Promise<readonly AppendVerdict[]>;
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

/** What became of a request, before whoever sent it is told. */
type Outcome =
  | { readonly one: Waiting; readonly verdict: AppendVerdict }
  | { readonly one: Waiting; readonly error: unknown };

const nextTurn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/**
 * The appends of one process to one ledger, on their way. One batch is under way at a time; what arrives
 * meanwhile goes out with the next, in the order in which it came.
 */
export class AppendQueue {
  readonly #options: AppendQueueOptions;
  /** Asked for, and not known to be appended or not. */
  readonly #underWay = new Set<AppendRequest>();
  /** Known not to be appended, for those that rest on them. */
  readonly #lost = new WeakSet<AppendRequest>();
  #waiting: Waiting[] = [];
  #bytes = 0;
  #events = 0;
  #running = false;

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
    this.#underWay.add(request);
  }

  /** The request will never be sent: it was not admitted, or could not be encoded. */
  forget(request: AppendRequest): void {
    this.#known(request, false);
  }

  append({ request, events, bytes }: EncodedRequest): Promise<AppendVerdict> {
    return new Promise((settle, fail) => {
      this.#waiting.push({ request, events, bytes, settle, fail });
      this.#bytes += bytes;
      this.#events += events.length;
      if (this.#running) return;
      this.#running = true;
      // What else arrives in this turn of the event loop goes with it.
      setImmediate(() => void this.#run());
    });
  }

  async #run(): Promise<void> {
    let untold: readonly Outcome[] = [];
    const tellFirst = (): Promise<void> => {
      tell(untold);
      untold = [];
      // Whoever was told may have the next append ready within the same turn.
      return nextTurn();
    };
    for (;;) {
      if (untold.length > 0 && this.#events < WORTH_A_BATCH) await tellFirst();
      const batch = this.#take(untold);
      if (batch.length === 0) {
        if (untold.length === 0) break;
        await tellFirst();
        continue;
      }
      const answer = this.#send(batch);
      if (untold.length > 0) {
        // The batch is on its way first: the database need not wait for what those who are told do next.
        await nextTurn();
        tell(untold);
      }
      untold = await answer;
    }
    this.#running = false;
  }

  /** Takes the next batch out of the queue. Nothing overtakes what it rests on. */
  #take(untold: readonly Outcome[]): Waiting[] {
    const most = this.#mostEvents(untold);
    const taken = new Set<AppendRequest>();
    const commands = new Set<string>();
    const batch: Waiting[] = [];
    const left: Waiting[] = [];
    let events = 0;
    let bytes = 0;
    let full = false;
    for (const one of this.#waiting) {
      const { request } = one;
      const alone = one.events.some(({ type }) => ALONE.has(type));
      full ||=
        batch.length > 0 &&
        (alone ||
          batch.length >= BATCH_REQUESTS ||
          events + one.events.length > most ||
          bytes + one.bytes > BATCH_BYTES);
      const early = request.restsOn?.some((other) => this.#underWay.has(other) && !taken.has(other)) === true;
      if (full || early || commands.has(request.commandId)) {
        left.push(one);
        continue;
      }
      batch.push(one);
      taken.add(request);
      commands.add(request.commandId);
      events += one.events.length;
      bytes += one.bytes;
      full = alone;
    }
    this.#waiting = left;
    this.#bytes -= bytes;
    this.#events -= events;
    return batch;
  }

  /** Those who are about to be told will most likely come again: half of all keep the database busy meanwhile. */
  #mostEvents(untold: readonly Outcome[]): number {
    const all = untold.reduce((sum, { one }) => sum + one.events.length, this.#events);
    return all < 2 * WORTH_A_BATCH ? BATCH_EVENTS : Math.min(Math.ceil(all / 2), BATCH_EVENTS);
  }

  /** What became of each, once it is known. On an error for one request's sake, halves are sent on their own until it stands alone. */
  async #send(batch: readonly Waiting[]): Promise<readonly Outcome[]> {
    const outcomes: Outcome[] = [];
    const possible: Waiting[] = [];
    // One by one: what is lost here takes along what rests on it.
    for (const one of batch) {
      const lost = one.request.restsOn?.some((other) => this.#lost.has(other)) === true;
      if (lost) outcomes.push(this.#settled(one, { verdict: 'conflict', conflicts: [] }));
      else possible.push(one);
    }
    if (possible.length === 0) return outcomes;
    try {
      const began = performance.now();
      const verdicts = await this.#options.send(possible);
      this.#report(possible, verdicts, (performance.now() - began) / 1000);
      for (const [index, one] of possible.entries()) {
        const verdict = verdicts[index];
        if (verdict !== undefined) outcomes.push(this.#settled(one, verdict));
      }
      return outcomes;
    } catch (error) {
      if (possible.length > 1 && this.#options.isGuilt(error)) {
        const middle = Math.ceil(possible.length / 2);
        const first = await this.#send(possible.slice(0, middle));
        return [...outcomes, ...first, ...(await this.#send(possible.slice(middle)))];
      }
      for (const one of possible) outcomes.push(this.#failed(one, error));
      // Those behind would only wait as long again; they were not sent, and may be sent again.
      if (error instanceof LedgerUnavailable) {
        for (const one of this.#waiting) outcomes.push(this.#failed(one, error));
        this.#waiting = [];
        this.#bytes = 0;
        this.#events = 0;
      }
      return outcomes;
    }
  }

  #report(batch: readonly Waiting[], verdicts: readonly AppendVerdict[], seconds: number): void {
    if (verdicts.some(({ verdict }) => verdict === 'appended')) this.#options.onAppended();
    this.#options.onBatch?.({
      requests: batch.length,
      events: batch.reduce((sum, { events }) => sum + events.length, 0),
      conflicts: verdicts.filter(({ verdict }) => verdict === 'conflict').length,
      seconds,
      waiting: this.#waiting.length,
    });
  }

  #settled(one: Waiting, verdict: AppendVerdict): Outcome {
    this.#known(one.request, verdict.verdict === 'appended');
    return { one, verdict };
  }

  #failed(one: Waiting, error: unknown): Outcome {
    this.#known(one.request, false);
    return { one, error };
  }

  #known(request: AppendRequest, appended: boolean): void {
    this.#underWay.delete(request);
    if (!appended) this.#lost.add(request);
  }
}

function tell(outcomes: readonly Outcome[]): void {
  for (const outcome of outcomes) {
    if ('verdict' in outcome) outcome.one.settle(outcome.verdict);
    else outcome.one.fail(outcome.error);
  }
}
