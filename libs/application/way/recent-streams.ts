import type { ActumEvent, Instant } from '#domain';
import {
  type Appended,
  type AppendRequest,
  ERASED,
  type Ledger,
  personalFields,
  type StoredEvent,
  type StreamEvent,
} from '#ledger';
import type { StreamSource } from './command-streams.js';
import { LedgerClock } from './ledger-clock.js';

const DEFAULT_BYTES = 64 * 1024 * 1024;

/** An append under way, with its events as they will stand in a stream; where they stand is not known yet. */
interface Pending {
  readonly request: AppendRequest;
  readonly events: readonly StoredEvent[];
}

interface Kept {
  readonly confirmed: readonly StoredEvent[];
  readonly pending: readonly Pending[];
  readonly bytes: number;
}

/** What one decision sees. */
export interface Look extends StreamSource {
  /** The appends under way that it has seen something of. */
  restsOn(): readonly AppendRequest[];
  /** Positions and instants that those stand for, as text: made up, and not to be put on record. */
  unsettled(): readonly string[];
  /** Whether anything came from memory, so that others may have gone on since. */
  fromMemory(): boolean;
}

/**
 * The streams that this process has looked at lately, with what it has appended to them since, as far as
 * a bound allows. They may be behind what others have written: whoever decides on them appends with the
 * versions seen, and turns nobody down without having looked afresh. Personal text is left out of what
 * is kept, as no rule looks at it, so that nothing here outlives the key that it was sealed under.
 */
export class RecentStreams {
  readonly #ledger: Ledger;
  readonly #bytesAllowed: number;
  readonly #clock: LedgerClock;
  /** In the order of use, the latest last. */
  readonly #kept = new Map<string, Kept>();
  readonly #loading = new Map<string, Promise<readonly StoredEvent[]>>();
  #bytes = 0;

  constructor(ledger: Ledger, bytesAllowed: number = DEFAULT_BYTES) {
    this.#ledger = ledger;
    this.#bytesAllowed = bytesAllowed;
    this.#clock = new LedgerClock(ledger);
  }

  /** @param fresh whether nothing may come from memory */
  look(fresh = false): Look {
    const restsOn = new Set<AppendRequest>();
    const unsettled = new Set<string>();
    let fromMemory = false;
    const read = async (stream: string): Promise<readonly StoredEvent[]> => {
      const kept = fresh ? undefined : this.#use(stream);
      if (kept === undefined) return this.#load(stream, fresh);
      fromMemory = true;
      for (const { request, events } of kept.pending) {
        restsOn.add(request);
        for (const { position, recordedAt } of events) unsettled.add(String(position)).add(recordedAt);
      }
      return eventsOf(kept);
    };
    return {
      // What is kept under a name was read under that name.
      readStream: <Stream extends string>(stream: Stream) =>
        read(stream) as Promise<readonly StreamEvent<Stream>[]>,
      now: () => this.#clock.now(),
      restsOn: () => [...restsOn],
      unsettled: () => [...unsettled],
      fromMemory: () => fromMemory,
    };
  }

  /** Whether events of the stream are in memory that stand. */
  holds(stream: string): boolean {
    return (this.#kept.get(stream)?.confirmed.length ?? 0) > 0;
  }

  /** An append went out: who looks from now on sees what it leaves, and rests on it. */
  sent(request: AppendRequest, recordedAt: Instant): void {
    for (const { stream, expectedVersion, events } of request.writes) {
      this.#loading.delete(stream);
      const kept = this.#kept.get(stream);
      if (kept === undefined) continue;
      if (eventsOf(kept).length !== expectedVersion || events.some(({ type }) => type === 'ClockAdvanced')) {
        this.#drop(stream);
        continue;
      }
      const pending = { request, events: recordedEvents(this.#ledger.name, request, stream, recordedAt) };
      this.#keep(stream, { ...kept, pending: [...kept.pending, pending] });
    }
  }

  /** What became of an append: it stands, or what was thought to follow from it is forgotten. */
  settled(request: AppendRequest, appended: Appended | null): void {
    for (const { stream } of request.writes) {
      this.#loading.delete(stream);
      const kept = this.#kept.get(stream);
      const [first, ...others] = kept?.pending ?? [];
      if (kept === undefined || first?.request !== request || appended === null) {
        this.#drop(stream);
        continue;
      }
      const events = placed(first.events, stream, appended);
      const confirmed = [...kept.confirmed, ...events];
      this.#keep(stream, { confirmed, pending: others, bytes: kept.bytes + bytesOf(events) });
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
        this.#keep(stream, { confirmed, pending: [], bytes: bytesOf(confirmed) });
      }
      return confirmed;
    });
    // What is under way is more than what can be read.
    if ((this.#kept.get(stream)?.pending.length ?? 0) > 0) return loading;
    this.#loading.set(stream, loading);
    const done = () => {
      if (this.#loading.get(stream) === loading) this.#loading.delete(stream);
    };
    loading.then(done, done);
    return loading;
  }

  #use(stream: string): Kept | undefined {
    const kept = this.#kept.get(stream);
    if (kept === undefined) return undefined;
    this.#kept.delete(stream);
    this.#kept.set(stream, kept);
    return kept;
  }

  #keep(stream: string, kept: Kept): void {
    this.#drop(stream);
    this.#kept.set(stream, kept);
    this.#bytes += kept.bytes;
    for (const [oldest, { pending }] of this.#kept) {
      if (this.#bytes <= this.#bytesAllowed) return;
      if (pending.length === 0) this.#drop(oldest);
    }
  }

  #drop(stream: string): void {
    this.#bytes -= this.#kept.get(stream)?.bytes ?? 0;
    this.#kept.delete(stream);
    this.#loading.delete(stream);
  }
}

const eventsOf = ({ confirmed, pending }: Kept): readonly StoredEvent[] =>
  pending.length === 0 ? confirmed : [...confirmed, ...pending.flatMap(({ events }) => events)];

/** Positions of events under way, from here down: none that is ever given out, so that they are recognised in what was made of them. */
let nextUnsettled = Number.MAX_SAFE_INTEGER;

/** Whether an event is one whose place is not known yet. */
export const isUnsettled = ({ position }: { readonly position: number }): boolean =>
  position > Number.MAX_SAFE_INTEGER / 2;

/** A request's events on one stream as they stand in the ledger, in the shape in which they would be read. */
export function recordedEvents(
  ledger: string,
  request: AppendRequest,
  stream: string,
  recordedAt: Instant,
): readonly StoredEvent[] {
  const { actor, commandId, correlationId, causationId } = request;
  const [write] = request.writes.filter((one) => one.stream === stream);
  return (write?.events ?? []).map((event, index) => {
    // The same values as after the way to the disk and back.
    const data: unknown = JSON.parse(JSON.stringify(event.data));
    const recorded = {
      ...{ ledger, stream, actor, commandId, correlationId, causationId, data },
      position: nextUnsettled--,
      version: (write?.expectedVersion ?? 0) + index + 1,
      type: event.type,
      schemaVersion: 1,
      recordedAt,
      effectiveOn: event.effectiveOn,
      decidedBy: event.decidedBy ?? null,
    };
    // Only what the rules made is ever appended, in today's shape of a type of the closed set.
    return withoutPersonalText(recorded as unknown as StoredEvent);
  });
}

/** Events that were under way, where they stand now. */
function placed(events: readonly StoredEvent[], stream: string, appended: Appended): readonly StoredEvent[] {
  const places = appended.events.filter((one) => one.stream === stream);
  const { recordedAt } = appended;
  return events.map((event, index) => ({
    ...event,
    recordedAt,
    position: places[index]?.position ?? event.position,
  }));
}

function withoutPersonalText(event: StoredEvent): StoredEvent {
  const personal = personalFields(event.type);
  if (personal.length === 0) return event;
  const blank = Object.fromEntries(
    personal.filter((field) => field in event.data).map((field) => [field, ERASED]),
  );
  return { ...event, data: { ...event.data, ...blank } as ActumEvent['data'] } as StoredEvent;
}

/** Roughly: what an event or a stream takes beside its data is guessed. */
const bytesOf = (events: readonly StoredEvent[]): number =>
  events.reduce((sum, { data }) => sum + JSON.stringify(data).length + 400, 400);
