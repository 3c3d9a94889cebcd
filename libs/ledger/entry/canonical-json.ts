import canonicalize from 'canonicalize';
import { InvalidLedgerRequest } from '../errors.js';
import type { Json } from '../ledger.js';

const UNSTORABLE = /[\0\p{Surrogate}]/u;

/**
 * RFC 8785 canonical JSON as UTF-8.
 *
 * @throws InvalidLedgerRequest naming the field that holds U+0000, a lone surrogate or a number that JSON lacks
 */
export function canonicalBytes(value: Json, field: string): Buffer {
  const at = unstorableAt(value, field);
  if (at !== null) throw new InvalidLedgerRequest(`${at} cannot be stored: ${REASON}.`, at);
  return Buffer.from(canonicalize(value) ?? 'null', 'utf8');
}

const REASON = 'it holds U+0000, half of a surrogate pair, or a number that is not finite';

/** Path of the first text or number that JSON in UTF-8 cannot hold, null where there is none. */
export function unstorableAt(value: unknown, path: string): string | null {
  if (typeof value === 'string') return UNSTORABLE.test(value) ? path : null;
  if (typeof value === 'number') return Number.isFinite(value) ? null : path;
  if (value === null || typeof value !== 'object') return null;
  const children = Array.isArray(value)
    ? value.map((child, index) => [`${path}[${index}]`, child] as const)
    : Object.entries(value).map(([key, child]) => [`${path}.${key}`, child] as const);
  for (const [childPath, child] of children) {
    if (UNSTORABLE.test(childPath)) return path;
    const at = unstorableAt(child, childPath);
    if (at !== null) return at;
  }
  return null;
}

/** The same as text, of data that were in the ledger already and so can be stored. */
export const canonicalText = (value: object): string => canonicalize(value) ?? 'null';
