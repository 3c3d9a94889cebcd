import type { FieldFault } from './problem.js';

/** With the `u` flag a pair is one character, so this finds halves that stand alone. */
const loneSurrogate = /[\uD800-\uDFFF]/u;
const deepest = 32;

/**
 * Finds text that cannot be stored or canonicalized: U+0000 (PostgreSQL has no place for it) and lone
 * surrogates (RFC 8785 refuses them), in values and in keys. Nesting beyond 32 levels is a fault as well.
 */
export function faultyText(value: unknown, path = '', depth = 0): readonly FieldFault[] {
  if (typeof value === 'string') return faultsOf(value, path);
  if (typeof value !== 'object' || value === null) return [];
  if (depth === deepest) return [{ field: path, message: `is nested more than ${deepest} levels deep` }];
  return Object.entries(value).flatMap(([key, inner]) => {
    const field = path === '' ? key : `${path}.${key}`;
    const keyFaults = faultsOf(key, path).map(({ message }) => ({
      field: path,
      message: `has a key that ${message}`,
    }));
    return keyFaults.length > 0 ? keyFaults : faultyText(inner, field, depth + 1);
  });
}

function faultsOf(text: string, field: string): readonly FieldFault[] {
  if (text.includes('\u0000')) return [{ field, message: 'contains U+0000, which cannot be stored' }];
  if (loneSurrogate.test(text)) return [{ field, message: 'contains half of a surrogate pair' }];
  return [];
}
