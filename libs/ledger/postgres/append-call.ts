import type { AppendRequest, AppendVerdict } from '../ledger.js';
import { integers, texts, uuids } from './binary-arrays.js';
import type { EncodedEvent } from './event-codec.js';

/** One round trip, one autocommit statement: the function locks, judges each request in turn, and inserts. */
export const APPEND = `select recorded, first_position, others from ledger.append($1, $2::uuid[], $3::bytea,
  $4::text[], $5::uuid[], $6::text[], $7::integer[], $8::integer[], $9::text[], $10::integer[], $11::integer[],
  $12::text[], $13::integer[], $14::text[], $15::date[], $16::date[], $17::text[], $18::integer[], $19::integer[],
  $20::integer[], $21::bytea)`;

/** A request with its events as they are stored. */
export interface EncodedRequest {
  readonly request: AppendRequest;
  readonly events: readonly (EncodedEvent & { readonly stream: string })[];
  /** Length of the events' data. */
  readonly bytes: number;
}

/** An encoded request, and the places, from 1 on, of the requests in the same batch that it rests on. */
export interface BatchedRequest extends EncodedRequest {
  readonly restsOn: readonly number[];
}

export interface AppendRow {
  readonly recorded: string | null;
  /** Of what was appended; the rest follows without a gap. */
  readonly first_position: number | null;
  readonly others:
    | readonly ({ readonly request: number } & Exclude<AppendVerdict, { verdict: 'appended' }>)[]
    | null;
}

/** The function's arguments: columns of requests, of streams, of looks and of events; the events' data in one piece. */
export function appendValues(ledger: string, batch: readonly BatchedRequest[]): unknown[] {
  const streams = new Places();
  const shapes = new Shapes();
  const lookCounts: number[] = [];
  const looks: number[] = [];
  const versions: number[] = [];
  const eventStreams: number[] = [];
  const eventShapes: number[] = [];
  const lengths: number[] = [];
  const data: Buffer[] = [];
  for (const { request, restsOn, events } of batch) {
    const before = looks.length;
    for (const { stream, expectedVersion } of request.writes) {
      looks.push(streams.placeOf(stream));
      versions.push(expectedVersion);
    }
    for (const { stream, version } of request.reads) {
      looks.push(streams.placeOf(stream));
      versions.push(version);
    }
    for (const place of restsOn) {
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
    shapes.all.map(({ decidedBy }) => decidedBy ?? null),
    integers(eventStreams),
    integers(eventShapes),
    integers(lengths),
    Buffer.concat(data),
  ];
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
      JSON.stringify([type, schemaVersion, on.text, on.earliest, on.latest, decidedBy ?? null]),
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
export function verdictsOf(batch: readonly BatchedRequest[], row: AppendRow): readonly AppendVerdict[] {
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
  const versions = new Map(request.writes.map(({ stream, expectedVersion }) => [stream, expectedVersion]));
  return {
    verdict: 'appended',
    commandId: request.commandId,
    firstPosition: first,
    lastPosition: first + events.length - 1,
    recordedAt,
    events: events.map(({ stream, type }, index) => {
      const version = (versions.get(stream) ?? 0) + 1;
      versions.set(stream, version);
      return { stream, version, position: first + index, type };
    }),
  };
}
