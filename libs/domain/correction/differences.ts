import type { CorrectedPart, ItemEvent } from '../events/index.js';

type Data = ItemEvent['data'];
interface Rewritten {
  readonly data: Data;
  readonly changes: readonly CorrectedPart[];
}

/**
 * An event's data with what differs between what its act left before a correction and what it leaves after
 * it. What the act would make anew on any day, and what it saw when it was recorded, stays as it is.
 */
export function withDifferences(present: Data, before: Data, after: Data): Rewritten | null {
  const [was, is] = [partsOf(before), partsOf(after)];
  const names = [...new Set([...was.keys(), ...is.keys()])].filter(
    (name) => !kept.has(name) && JSON.stringify(was.get(name)) !== JSON.stringify(is.get(name)),
  );
  if (names.length === 0) return null;
  const data = partsOf(present);
  for (const name of names) {
    const value = is.get(name);
    if (value === undefined) data.delete(name);
    else data.set(name, value);
  }
  return {
    // The same act on the same type of event: each part is as that event has it.
    data: Object.fromEntries(data) as unknown as Data,
    changes: names.map((field) => ({ field, from: said(was.get(field)), to: said(is.get(field)) })),
  };
}

/** What conditions saw, and which papers it came too late for, was so when it was recorded. */
const kept: ReadonlySet<string> = new Set(['via', 'touches']);

const partsOf = (data: Data): Map<string, unknown> => new Map(Object.entries(data));

/** A part as people read it: a due date as written, anything else to the letter. */
function said(value: unknown): string | null {
  if (value === undefined || value === null) return null;
  if (typeof value === 'string') return value;
  if (typeof value === 'object' && 'text' in value && typeof value.text === 'string') return value.text;
  return JSON.stringify(value);
}
