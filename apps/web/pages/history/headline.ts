import type { HistoryEntry } from '#projections';

/**
 * What happened, without who decided, when, and on what ground, which stand below it one by one: the
 * sentence up to the words that begin with this entry's own facts. A sentence of another make is left whole.
 */
export function headline({ sentence, effectiveOn, decidedByName }: HistoryEntry): string {
  const when = effectiveOn.latest === null ? ', on a day not stated' : `, effective ${effectiveOn.text}`;
  const told = before(sentence, `${when}; recorded on `);
  return decidedByName === null ? told : before(told, `, decided by ${decidedByName}`);
}

const before = (text: string, mark: string): string => {
  const at = text.lastIndexOf(mark);
  return at <= 0 ? text : text.slice(0, at);
};
