import canonicalize from 'canonicalize';
import type { ItemState } from './item-state.js';

/** What the record holds of a text that has no file of its own: RFC 8785 canonical JSON, to be digested. */
export function contentOf({ item, title, chapters, parts }: ItemState): string {
  const content = { item, title, chapters, parts: parts.map((part) => ({ id: part.id, title: part.title })) };
  return canonicalize(content) ?? '';
}
