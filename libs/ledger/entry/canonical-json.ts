import { InvalidLedgerRequest } from '../errors.js';
import type { Json } from '../ledger.js';

/**
 * RFC 8785 canonical JSON as UTF-8.
 *
 * @throws InvalidLedgerRequest naming the field that holds U+0000, a lone surrogate or a number that JSON lacks
 */
export function canonicalBytes(value: Json, field: string): Buffer {
  const text = canonical(value);
  // What cannot be stored leaves this, and little else does: only then is it looked for.
  if (text.includes(ESCAPE)) {
    const at = unstorableAt(value, field);
    if (at !== null) throw new InvalidLedgerRequest(`${at} cannot be stored: ${REASON}.`, at);
  }
  return Buffer.from(text, 'utf8');
}

const ESCAPE = '\\u';
const REASON = 'it holds U+0000, half of a surrogate pair, or a number that is not finite';

/** The same as text, of data that were in the ledger already and so can be stored. */
export const canonicalText = (value: object): string => canonical(value);

/** Path of the first text or number that JSON in UTF-8 cannot hold, null where there is none. */
export function unstorableAt(value: unknown, path: string): string | null {
  if (typeof value === 'string') return storable(value) ? null : path;
  if (typeof value === 'number') return Number.isFinite(value) ? null : path;
  if (value === null || typeof value !== 'object') return null;
  const children = Array.isArray(value)
    ? value.map((child, index) => [`${path}[${index}]`, child] as const)
    : Object.entries(value).map(([key, child]) => [`${path}.${key}`, child] as const);
  for (const [childPath, child] of children) {
    if (!storable(childPath)) return path;
    const at = unstorableAt(child, childPath);
    if (at !== null) return at;
  }
  return null;
}

const UNSTORABLE = /[\0\p{Surrogate}]/u;

export const storable = (text: string): boolean => !UNSTORABLE.test(text);

/**
 * Scalars as JSON.stringify writes them, names in the order of their UTF-16 units, which is JavaScript's own.
 * For a number that is not finite there is no JSON: it leaves an escape that is none.
 */
function canonical(value: unknown): string {
  if (typeof value === 'number' && !Number.isFinite(value)) return ESCAPE;
  if (value === null || typeof value !== 'object') return JSON.stringify(value) ?? 'null';
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  const members: Readonly<Record<string, unknown>> = { ...value };
  let text = '';
  for (const name of Object.keys(members).sort()) {
    const member = members[name];
    if (member === undefined) continue;
    text += `${text === '' ? '' : ','}${JSON.stringify(name)}:${canonical(member)}`;
  }
  return `{${text}}`;
}
