import canonicalize from 'canonicalize';
import type { ItemState } from './item-state.js';

/** What the record holds of a text that has no file of its own: RFC 8785 canonical JSON, to be digested. */
export function contentOf(
  { item, title, chapters, chapterTexts, parts, outcomes }: ItemState,
  text: string | null = null,
): string {
  const content = {
    item,
    title,
    chapters,
    parts: parts.map((part) => ({ id: part.id, title: part.title })),
    // Left out where there is none, so that what was digested before there were texts keeps its digest.
    ...(chapterTexts.every((one) => one === null) ? {} : { chapterTexts }),
    ...(outcomes.length === 0 ? {} : { outcomes: outcomes.map((one) => [one.outcome, one.text]) }),
    ...(text === null ? {} : { text }),
  };
  return canonicalize(content) ?? '';
}
