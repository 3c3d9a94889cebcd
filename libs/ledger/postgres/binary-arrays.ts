/** Arrays as Postgres takes them in binary: no quoting here and no parsing there, half of what a parameter costs. */

const INT4 = 23;
const TEXT = 25;
const UUID = 2950;
const HEAD = 20;
const NULL_LENGTH = -1;

export function integers(values: readonly number[]): Buffer {
  const bytes = Buffer.allocUnsafe(HEAD + 8 * values.length);
  let at = writeHead(bytes, INT4, values.length, false);
  for (const value of values) {
    at = bytes.writeInt32BE(4, at);
    at = bytes.writeInt32BE(value, at);
  }
  return bytes.subarray(0, at);
}

export function texts(values: readonly (string | null)[]): Buffer {
  let length = HEAD;
  for (const value of values) length += 4 + (value === null ? 0 : Buffer.byteLength(value));
  const bytes = Buffer.allocUnsafe(length);
  let at = writeHead(bytes, TEXT, values.length, values.includes(null));
  for (const value of values) {
    const written = value === null ? NULL_LENGTH : bytes.write(value, at + 4);
    bytes.writeInt32BE(written, at);
    at += 4 + Math.max(written, 0);
  }
  return bytes.subarray(0, at);
}

/** @param values of 36 characters each, see `isUuid` */
export function uuids(values: readonly (string | null)[]): Buffer {
  const bytes = Buffer.allocUnsafe(HEAD + 20 * values.length);
  let at = writeHead(bytes, UUID, values.length, values.includes(null));
  for (const value of values) {
    if (value === null) {
      at = bytes.writeInt32BE(NULL_LENGTH, at);
      continue;
    }
    at = bytes.writeInt32BE(16, at);
    at += bytes.write(value.replaceAll('-', ''), at, 'hex');
  }
  return bytes.subarray(0, at);
}

const FORM = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

export const isUuid = (text: string): boolean => FORM.test(text);

/** One dimension, counted from 1; none where there are no elements. */
function writeHead(bytes: Buffer, element: number, length: number, nulls: boolean): number {
  bytes.writeInt32BE(length === 0 ? 0 : 1, 0);
  bytes.writeInt32BE(nulls ? 1 : 0, 4);
  bytes.writeInt32BE(element, 8);
  if (length === 0) return 12;
  bytes.writeInt32BE(length, 12);
  return bytes.writeInt32BE(1, 16);
}
