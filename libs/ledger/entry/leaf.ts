import { createHash } from 'node:crypto';
import type { Instant } from '#domain';
import type { LedgerEntry } from './ledger-entry.js';

const ENCODING_VERSION = 1;
const NULL_FIELD = Buffer.from('ffffffff', 'hex');

/** The entry's bytes in encoding version 1: `docs/ledger-format.md`, "Entry". */
export function encodeEntry(entry: Omit<LedgerEntry, 'leaf'>): Buffer {
  return Buffer.concat([
    Buffer.of(ENCODING_VERSION),
    text(entry.ledger),
    int64(BigInt(entry.position)),
    text(entry.stream),
    int32(entry.version),
    text(entry.type),
    int32(entry.schemaVersion),
    int64(microsecondsOf(entry.recordedAt)),
    text(entry.effectiveOn.text),
    text(entry.effectiveOn.earliest),
    text(entry.effectiveOn.latest),
    text(entry.decidedBy),
    text(entry.actor),
    uuid(entry.commandId),
    field(entry.requestDigest),
    uuid(entry.correlationId),
    text(entry.causationId),
    field(entry.data),
  ]);
}

/** RFC 9162 leaf hash: SHA-256 of a zero byte and the encoded entry. */
export function leafOf(entry: Omit<LedgerEntry, 'leaf'>): Buffer {
  return createHash('sha256').update(Buffer.of(0)).update(encodeEntry(entry)).digest();
}

/** Microseconds since 1970-01-01T00:00:00Z; the instant is in UTC with at most six decimals. */
export function microsecondsOf(instant: Instant): bigint {
  const match = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.(\d{1,6}))?Z$/.exec(instant);
  const seconds = match === null ? Number.NaN : Date.parse(`${match[1]}Z`);
  if (Number.isNaN(seconds)) throw new RangeError(`Not an instant in UTC: ${instant}`);
  return BigInt(seconds) * 1000n + BigInt((match?.[2] ?? '').padEnd(6, '0'));
}

function field(bytes: Buffer): Buffer {
  const length = Buffer.alloc(4);
  length.writeInt32BE(bytes.length);
  return Buffer.concat([length, bytes]);
}

function text(value: string | null): Buffer {
  return value === null ? NULL_FIELD : field(Buffer.from(value, 'utf8'));
}

function int32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeInt32BE(value);
  return field(bytes);
}

function int64(value: bigint): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeBigInt64BE(value);
  return field(bytes);
}

function uuid(value: string): Buffer {
  return field(Buffer.from(value.replaceAll('-', ''), 'hex'));
}
