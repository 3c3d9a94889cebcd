import type { Instant } from '#domain';
import type { Appended, AppendRequest, Ledger, StoredEvent, StreamEvent } from '#ledger';
import type { StreamSource } from './command-streams.js';
import { HeldStream, type Lent } from './held-stream.js';
import { LedgerClock } from './ledger-clock.js';
import { quotesMadeUpPosition, recordedEvents, withoutPersonalText } from './unsettled-events.js';

const DEFAULT_BYTES = 64 * 1024 * 1024;

/** What one decision sees. */
export interface Look extends StreamSource {
  /** The appends under way that it rests on: of each stream the last, which rests on those before it. */
  restsOn(): readonly AppendRequest[];
  /** Whether a text tells a position or an instant of what is still under way: made up, and not to be put on record. */
  quotesUnsettled(text: string): boolean;
  /** Whether anything came from memory, so that others may have gone on since. */
  fromMemory(): boolean;
  /** It is decided: nothing more is looked at. */
  done(): void;
}

/** Where streams are read that are kept. */
type KeptLedger = Pick<Ledger, 'name' | 'readStream' | 'now'>;

/**
 * The streams that this process has looked at lately, with what it has appended to them since, as far as
 * a bound allows. They may be behind what others have written: whoever decides on them appends with the
 * versions seen, and turns nobody down without having looked afresh. Personal text is left out of what
 * is kept, as no rule looks at it, so that nothing here outlives the key that it was sealed under.
 */
export class RecentStreams {
  readonly #ledger: KeptLedger;
  readonly #bytesAllowed: number;
  readonly #clock: LedgerClock;
  /** Once more than half of what is allowed is taken: in the order of use, the latest last. */
  readonly #kept = new Map<string, HeldStream>();
  readonly #loading = new Map<string, Promise<readonly StoredEvent[]>>();
  #bytes = 0;

  constructor(ledger: KeptLedger, bytesAllowed: number = DEFAULT_BYTES) {
    this.#ledger = ledger;
    this.#bytesAllowed = bytesAllowed;
    this.#clock = new LedgerClock(ledger);
  }

  /** @param fresh whether nothing may come from memory */
  look(fresh = false): Look {
    const lent: Lent[] = [];
    const read = async (stream: string): Promise<readonly StoredEvent[]> => {
      const held = fresh ? undefined : this.#use(stream);
      if (held === undefined) return this.#load(stream, fresh);
      const one = held.lend();
      lent.push(one);
      return one.events;
    };
    return {
      // What is kept under a name was read under that name.
      readStream: <Stream extends string>(stream: Stream) =>
        read(stream) as Promise<readonly StreamEvent<Stream>[]>,
      now: () => this.#clock.now(),
      restsOn: () => [...new Set(lent.flatMap(({ last }) => last ?? []))],
      quotesUnsettled: (text) =>
        lent.some(({ last }) => last !== null) &&
        (quotesMadeUpPosition(text) || lent.some(({ instants }) => instants.some((at) => text.includes(at)))),
      fromMemory: () => lent.length > 0,
      done: () => {
        for (const one of lent) one.done();
      },
    };
  }

  /** Whether events of the stream are in memory that stand. */
  holds(stream: string): boolean {
    return (this.#kept.get(stream)?.standing ?? 0) > 0;
  }

  /** An append went out: who looks from now on sees what it leaves, and rests on it. */
  sent(request: AppendRequest, recordedAt: Instant): void {
    for (const { stream, expectedVersion, events } of request.writes) {
      this.#loading.delete(stream);
      const held = this.#kept.get(stream);
      if (held === undefined) continue;
      const follows =
        held.length === expectedVersion &&
        events.every(({ type }) => type !== 'ClockAdvanced') &&
        held.send(request, recordedEvents(this.#ledger.name, request, stream, recordedAt), recordedAt);
      if (!follows) this.#drop(stream);
    }
  }

  /** What became of an append: it stands, or what was thought to follow from it is forgotten. */
  settled(request: AppendRequest, appended: Appended | null): void {
    for (const { stream } of request.writes) {
      this.#loading.delete(stream);
      const held = this.#kept.get(stream);
      const before = held?.bytes ?? 0;
      if (held === undefined || appended === null || !held.settle(request, appended, stream)) {
        this.#drop(stream, before);
        continue;
      }
      this.#keep(stream, held, before);
    }
  }

  /** Somebody else has written these: they are read again when they are looked at next. */
  forget(streams: Iterable<string>): void {
    for (const stream of streams) this.#drop(stream);
  }

  #load(stream: string, fresh: boolean): Promise<readonly StoredEvent[]> {
    const under = this.#loading.get(stream);
    if (under !== undefined && !fresh) return under;
    const loading = this.#ledger.readStream(stream).then((events: readonly StoredEvent[]) => {
      const confirmed = events.map(withoutPersonalText);
      // Nothing was written here meanwhile.
      if (this.#loading.get(stream) === loading) {
        this.#keep(stream, new HeldStream([...confirmed]));
      }
      return confirmed;
    });
    // What is under way is more than what can be read.
    if (this.#kept.get(stream)?.isUnderWay === true) return loading;
    this.#loading.set(stream, loading);
    const done = () => {
      if (this.#loading.get(stream) === loading) this.#loading.delete(stream);
    };
    loading.then(done, done);
    return loading;
  }

  #use(stream: string): HeldStream | undefined {
    const held = this.#kept.get(stream);
    // In the order of use once there is so much that some will have to go before long.
    if (held !== undefined && this.#bytes > this.#bytesAllowed / 2) {
      this.#kept.delete(stream);
      this.#kept.set(stream, held);
    }
    return held;
  }

  /** The one used last stays, however long it is: it would be read again for every command. */
  #keep(stream: string, held: HeldStream, before = 0): void {
    if (this.#kept.get(stream) !== held) this.#drop(stream);
    this.#kept.delete(stream);
    this.#kept.set(stream, held);
    this.#bytes += held.bytes - before;
    for (const [oldest, { isUnderWay }] of this.#kept) {
      if (this.#bytes <= this.#bytesAllowed || oldest === stream) return;
      if (!isUnderWay) this.#drop(oldest);
    }
  }

  #drop(stream: string, bytes = this.#kept.get(stream)?.bytes ?? 0): void {
    this.#bytes -= bytes;
    this.#kept.delete(stream);
    this.#loading.delete(stream);
  }
}
