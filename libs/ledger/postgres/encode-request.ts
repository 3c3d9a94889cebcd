import { storable } from '../entry/canonical-json.js';
import { InvalidLedgerRequest } from '../errors.js';
import type { AppendRequest } from '../ledger.js';
import { isUuid } from './binary-arrays.js';
import type { EncodedEvent, EventCodec } from './event-codec.js';

/** A request with its events as they are stored. */
export interface EncodedRequest {
  readonly request: AppendRequest;
  readonly events: readonly EncodedEvent[];
  /** Length of the events' data. */
  readonly bytes: number;
}

/** @throws InvalidLedgerRequest where the envelope cannot be stored */
export function checkEnvelope(request: AppendRequest): void {
  const { commandId, correlationId } = request;
  if (request.requestDigest.length !== 32) {
    throw new InvalidLedgerRequest('A request digest is 32 bytes long.', 'requestDigest');
  }
  if (!isUuid(commandId)) throw new InvalidLedgerRequest('The command id is no UUID.', 'commandId');
  if (correlationId !== commandId && !isUuid(correlationId))
    throw new InvalidLedgerRequest('The correlation id is no UUID.', 'correlationId');
  requireStorable(request.actor, 'request.actor');
  if (request.causationId !== null) requireStorable(request.causationId, 'request.causationId');
  for (const { stream, version } of request.reads) {
    requireStorable(stream, 'request.reads');
    requireVersion(version, 'request.reads');
  }
  for (const { stream, expectedVersion } of request.writes) {
    requireStorable(stream, 'request.writes');
    requireVersion(expectedVersion, 'request.writes');
  }
}

function requireStorable(text: string, field: string): void {
  if (!storable(text)) throw new InvalidLedgerRequest(`${field} cannot be stored.`, field);
}

function requireVersion(version: number, field: string): void {
  if ((version | 0) !== version) throw new InvalidLedgerRequest(`${field}: ${version} is no version.`, field);
}

/**
 * At once unless a person's key is needed, so that appends keep the order in which they were asked for.
 *
 * @param retry runs what needs the database, again and again while that cannot be reached
 */
export function encodeRequest(
  codec: EventCodec,
  request: AppendRequest,
  retry: <Result>(run: () => Promise<Result>) => Promise<Result>,
): EncodedRequest | Promise<EncodedRequest> {
  let attempt: readonly (EncodedEvent | Promise<EncodedEvent>)[] | null = encodeEvents(codec, request);
  const whole = attempt.filter((event): event is EncodedEvent => !(event instanceof Promise));
  if (whole.length === attempt.length) return encoded(request, whole);
  return retry(() => {
    const events = Promise.all(attempt ?? encodeEvents(codec, request));
    attempt = null;
    return events;
  }).then((events) => encoded(request, events));
}

function encodeEvents(codec: EventCodec, { writes }: AppendRequest) {
  const encoded: (EncodedEvent | Promise<EncodedEvent>)[] = [];
  for (const [write, { stream, events }] of writes.entries()) {
    for (const [index, event] of events.entries()) {
      const one = codec.encode(stream, event, `writes[${write}].events[${index}]`);
      // Nobody may come to wait for it, where an event behind it is no event.
      if (one instanceof Promise) one.catch(() => undefined);
      encoded.push(one);
    }
  }
  return encoded;
}

function encoded(request: AppendRequest, events: readonly EncodedEvent[]): EncodedRequest {
  let length = 0;
  for (const { bytes } of events) length += bytes.length;
  return { request, events, bytes: length };
}
