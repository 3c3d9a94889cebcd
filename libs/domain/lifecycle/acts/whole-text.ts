import type { ItemCommand } from '../../decide/item-command.js';
import { type Refusal, refuse } from '../../refusal.js';

/** How long a text on record may be: what is longer is a file, of which the digest is enough. */
const LONGEST_TEXT = 60_000;

/** The text as it was written, blanks and all: its digest is of exactly that. Null where it is missing or blank. */
export function textOf({ fields }: ItemCommand): string | null {
  const { text } = fields;
  return text === undefined || text.trim() === '' ? null : text;
}

/** What somebody reports fits on a page. */
const LONGEST_REPORT = 4000;

export function faultyReport(text: string): readonly Refusal[] {
  if (text.length <= LONGEST_REPORT) return [];
  const message = `A report has at most ${LONGEST_REPORT} characters; attach what is longer as evidence.`;
  return [
    refuse('ITEM.FIELD_INVALID', message, { length: text.length, longest: LONGEST_REPORT }, 'fields.text'),
  ];
}

export function faultyText(text: string | null): readonly Refusal[] {
  if (text === null || text.length <= LONGEST_TEXT) return [];
  const message = `A text on record has at most ${LONGEST_TEXT} characters; give the digest of its file instead.`;
  return [
    refuse('ITEM.FIELD_INVALID', message, { length: text.length, longest: LONGEST_TEXT }, 'fields.text'),
  ];
}
