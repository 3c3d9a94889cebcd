import type { AppendRequest } from '../ledger.js';
import type { EncodedEvent } from './event-codec.js';

/** One round trip, one autocommit statement: the function locks, checks and inserts. */
export const APPEND = `select ledger.append($1, $2::uuid, $3::bytea, $4, $5::uuid, $6, $7::text[], $8::integer[],
  $9::text[], $10::text[], $11::integer[], $12::text[], $13::date[], $14::date[], $15::text[], $16::integer[],
  $17::bytea) as verdict`;

/** The function's arguments: streams seen with their versions, then columns of events, then their data in one piece. */
export function appendValues(
  ledger: string,
  request: AppendRequest,
  events: readonly (EncodedEvent & { readonly stream: string })[],
): unknown[] {
  const seen = [
    ...request.writes.map(({ stream, expectedVersion }) => ({ stream, version: expectedVersion })),
    ...request.reads,
  ];
  return [
    ledger,
    request.commandId,
    request.requestDigest,
    request.actor,
    request.correlationId,
    request.causationId,
    seen.map(({ stream }) => stream),
    seen.map(({ version }) => version),
    events.map(({ stream }) => stream),
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
