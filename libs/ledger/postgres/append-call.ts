import type { AppendRequest, AppendVerdict } from '../ledger.js';
import type { EncodedEvent } from './event-codec.js';

/** One round trip, one autocommit statement: the function locks, judges each request in turn, and inserts. */
export const APPEND = `select recorded, first_positions, others from ledger.append($1, $2::uuid[], $3::bytea,
  $4::text[], $5::uuid[], $6::text[], $7::integer[], $8::integer[], $9::text[], $10::integer[], $11::integer[],
  $12::integer[], $13::text[], $14::integer[], $15::text[], $16::date[], $17::date[], $18::text[], $19::integer[],
  $20::bytea)`;

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
  readonly first_positions: readonly (string | null)[];
  readonly others:
    | readonly ({ readonly request: number } & Exclude<AppendVerdict, { verdict: 'appended' }>)[]
    | null;
}

/** The function's arguments: columns of requests, of streams, of looks and of events; the events' data in one piece. */
export function appendValues(ledger: string, batch: readonly BatchedRequest[]): unknown[] {
  const places = new Map<string, number>();
  const placeOf = (stream: string): number => {
    const known = places.get(stream);
    if (known !== undefined) return known;
    places.set(stream, places.size + 1);
    return places.size;
  };
  const lookCounts: number[] = [];
  const looks: number[] = [];
  const versions: number[] = [];
  for (const { request, restsOn } of batch) {
    const before = looks.length;
    for (const { stream, expectedVersion } of request.writes) {
      looks.push(placeOf(stream));
      versions.push(expectedVersion);
    }
    for (const { stream, version } of request.reads) {
      looks.push(placeOf(stream));
      versions.push(version);
    }
    for (const place of restsOn) {
      looks.push(-place);
      versions.push(0);
    }
    lookCounts.push(looks.length - before);
  }
  const events = batch.flatMap((one) => one.events);
  const requests = batch.map(({ request }) => request);
  return [
    ledger,
    requests.map(({ commandId }) => commandId),
    Buffer.concat(requests.map(({ requestDigest }) => requestDigest)),
    requests.map(({ actor }) => actor),
    requests.map(({ correlationId }) => correlationId),
    requests.map(({ causationId }) => causationId),
    batch.map((one) => one.events.length),
    lookCounts,
    [...places.keys()],
    looks,
    versions,
    events.map(({ stream }) => placeOf(stream)),
    events.map(({ type }) => type),
    events.map(({ schemaVersion }) => schemaVersion),
    events.map(({ effectiveOn }) => effectiveOn.text),
    events.map(({ effectiveOn }) => effectiveOn.earliest),
    events.map(({ effectiveOn }) => effectiveOn.latest),
    events.map(({ decidedBy }) => decidedBy ?? null),
    events.map(({ bytes }) => bytes.length),
    Buffer.concat(events.map(({ bytes }) => bytes)),
  ];
}

/** Each request's verdict, in the batch's order. */
export function verdictsOf(batch: readonly BatchedRequest[], row: AppendRow): readonly AppendVerdict[] {
  const others = new Map((row.others ?? []).map(({ request, ...verdict }) => [request, verdict]));
  return batch.map((encoded, index) => {
    const first = row.first_positions[index] ?? null;
    if (first !== null) return appended(encoded, Number(first), row.recorded ?? '');
    const other = others.get(index + 1);
    if (other === undefined) throw new Error('The append answered nothing about a request.');
    return other;
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
