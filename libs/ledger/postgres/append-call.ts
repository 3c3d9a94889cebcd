import type { AppendRequest, AppendVerdict } from '../ledger.js';
import { integers, texts, uuids } from './binary-arrays.js';
import type { EncodedRequest } from './encode-request.js';
import type { EncodedEvent } from './event-codec.js';

/** One round trip, one autocommit statement: the function locks, judges each request in turn, and inserts. */
export const APPEND = `select recorded, first_position, others from ledger.append($1, $2::uuid[], $3::bytea,
  $4::text[], $5::uuid[], $6::text[], $7::integer[], $8::integer[], $9::text[], $10::integer[], $11::integer[],
  $12::text[], $13::integer[], $14::text[], $15::date[], $16::date[], $17::text[], $18::integer[], $19::integer[],
  $20::integer[], $21::bytea)`;

export interface AppendRow {
  readonly recorded: string | null;
  /** Of what was appended; the rest follows without a gap. */
  readonly first_position: number | null;
  readonly others:
    | readonly ({ readonly request: number } & Exclude<AppendVerdict, { verdict: 'appended' }>)[]
    | null;
}

/** The function's arguments: columns of requests, of streams, of looks and of events; the events' data in one piece. */
export function appendValues(ledger: string, batch: readonly EncodedRequest[]): unknown[] {
  const streams = new Places();
  const shapes = new Shapes();
  const lookCounts: number[] = [];
  const looks: number[] = [];
  const versions: number[] = [];
  const eventStreams: number[] = [];
  const eventShapes: number[] = [];
  const lengths: number[] = [];
  const data: Buffer[] = [];
  const placeOf = placesIn(batch);
  for (const { request, events } of batch) {
    const before = looks.length;
    for (const { stream, expectedVersion } of request.writes) {
      looks.push(streams.placeOf(stream));
      versions.push(expectedVersion);
    }
    for (const { stream, version } of request.reads) {
      looks.push(streams.placeOf(stream));
      versions.push(version);
    }
    for (const other of request.restsOn ?? []) {
      const place = placeOf(other);
      // What is not of this batch was appended before it.
      if (place === undefined) continue;
      looks.push(-place);
      versions.push(0);
    }
    lookCounts.push(looks.length - before);
    for (const event of events) {
      eventStreams.push(streams.placeOf(event.stream));
      eventShapes.push(shapes.placeOf(event));
      lengths.push(event.bytes.length);
      data.push(event.bytes);
    }
  }
  const requests = batch.map(({ request }) => request);
  return [
    ledger,
    uuids(requests.map(({ commandId }) => commandId)),
    Buffer.concat(requests.map(({ requestDigest }) => requestDigest)),
    texts(requests.map(({ actor }) => actor)),
    uuids(
      requests.map(({ commandId, correlationId }) => (correlationId === commandId ? null : correlationId)),
    ),
    texts(requests.map(({ causationId }) => causationId)),
    integers(batch.map(({ events }) => events.length)),
    integers(lookCounts),
    texts(streams.all),
    integers(looks),
    integers(versions),
    shapes.all.map(({ type }) => type),
    shapes.all.map(({ schemaVersion }) => schemaVersion),
    shapes.all.map(({ effectiveOn }) => effectiveOn.text),
    shapes.all.map(({ effectiveOn }) => effectiveOn.earliest),
    shapes.all.map(({ effectiveOn }) => effectiveOn.latest),
    shapes.all.map(({ decidedBy }) => decidedBy),
    integers(eventStreams),
    integers(eventShapes),
    integers(lengths),
    Buffer.concat(data),
  ];
}

/** Places of requests, from 1 on; few batches hold one that rests on another. */
function placesIn(batch: readonly EncodedRequest[]): (request: AppendRequest) => number | undefined {
  let places: Map<AppendRequest, number> | null = null;
  return (request) => {
    places ??= new Map(batch.map((one, index) => [one.request, index + 1]));
    return places.get(request);
  };
}

/** Things of a batch, each with its place, from 1 on. */
class Places {
  readonly #places = new Map<string, number>();

  placeOf(name: string): number {
    const known = this.#places.get(name);
    if (known !== undefined) return known;
    this.#places.set(name, this.#places.size + 1);
    return this.#places.size;
  }

  get all(): readonly string[] {
    return [...this.#places.keys()];
  }
}

/** What many events of a batch have in common: type, day, and by whom it was decided. */
class Shapes {
  readonly all: EncodedEvent[] = [];
  readonly #places = new Places();
  #last: EncodedEvent | undefined;
  #lastPlace = 0;

  placeOf(event: EncodedEvent): number {
    // Most often the same as the one before it.
    if (this.#last !== undefined && sameShape(this.#last, event)) return this.#lastPlace;
    const { type, schemaVersion, effectiveOn: on, decidedBy } = event;
    const place = this.#places.placeOf(
      JSON.stringify([type, schemaVersion, on.text, on.earliest, on.latest, decidedBy]),
    );
    if (place > this.all.length) this.all.push(event);
    this.#last = event;
    this.#lastPlace = place;
    return place;
  }
}

function sameShape(one: EncodedEvent, other: EncodedEvent): boolean {
  return (
    one.type === other.type &&
    one.schemaVersion === other.schemaVersion &&
    one.effectiveOn.text === other.effectiveOn.text &&
    one.effectiveOn.earliest === other.effectiveOn.earliest &&
    one.effectiveOn.latest === other.effectiveOn.latest &&
    one.decidedBy === other.decidedBy
  );
}

/** Each request's verdict, in the batch's order. */
export function verdictsOf(batch: readonly EncodedRequest[], row: AppendRow): readonly AppendVerdict[] {
  const others = new Map((row.others ?? []).map(({ request, ...verdict }) => [request, verdict]));
  let next = row.first_position;
  return batch.map((encoded, index) => {
    const other = others.get(index + 1);
    if (other !== undefined) return other;
    if (next === null) throw new Error('The append answered nothing about a request.');
    const first = next;
    next += encoded.events.length;
    return appended(encoded, first, row.recorded ?? '');
  });
}

/** Where the events stand now: what was expected of each stream is what the append found. */
function appended({ request, events }: EncodedRequest, first: number, recordedAt: string): AppendVerdict {
  const versionOf = versionsAfter(request.writes);
  return {
    verdict: 'appended',
    commandId: request.commandId,
    firstPosition: first,
    lastPosition: first + events.length - 1,
    recordedAt,
    events: events.map(({ stream, type }, index) => ({
      stream,
      version: versionOf(stream),
      position: first + index,
      type,
    })),
  };
}

/** Counts on from what was expected of each stream; most requests write one. */
function versionsAfter([first, ...others]: AppendRequest['writes']): (stream: string) => number {
  if (others.length === 0) {
    let version = first.expectedVersion;
    return () => ++version;
  }
  const versions = new Map([first, ...others].map((write) => [write.stream, write.expectedVersion]));
  return (stream) => {
    const version = (versions.get(stream) ?? 0) + 1;
    versions.set(stream, version);
    return version;
  };
}
