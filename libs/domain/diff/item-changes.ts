import type { Evidence } from '../events/index.js';
import { blockedBy, isOverdue, startStanding, timeliness } from '../item/standing.js';
import type { DiffContext, Side } from './side.js';

/** One thing that differs, as a table shows it. */
export interface Change {
  readonly field: ChangedField;
  readonly before: string | null;
  readonly after: string | null;
}

export type ChangedField = keyof typeof readers;

type Reader = (side: Side, context: DiffContext) => string | null;

/** What is compared, and how it reads: a change is where two sides read differently. In this order they are shown. */
const readers = {
  title: ({ item }) => item.title,
  status: ({ status }) => status,
  state: ({ item, definition }) => definition.states[item.state]?.title.en ?? item.state,
  since: ({ item }) => (item.doneOn === null ? null : item.since.text),
  due: ({ item }) => item.undated ?? item.due?.original.text ?? null,
  'revised due': ({ item }) => item.due?.revised?.text ?? (item.undated === null ? null : dated(item)),
  overdue: ({ item, definition, day }) => (isOverdue(definition, item, day) ? 'yes' : null),
  timeliness: ({ item, definition }) => timeliness(definition, item),
  'planned start': ({ item }) => item.start?.form.text ?? null,
  'planned start against the due date': ({ item, day }) => startStanding(item, day),
  'extension asked for': ({ item }) => item.extensionRequest?.due.text ?? null,
  prerequisites: ({ item }, context) => all(item.prerequisites.map((one) => titleOf(one.item, context))),
  'waits for': ({ item, definition }, context) =>
    all(blockedBy(definition, item).map((one) => titleOf(one, context))),
  parts: ({ item }) => {
    const { length: total } = item.parts;
    return total === 0 ? null : `${item.parts.filter(({ done }) => done).length} of ${total}`;
  },
  partners: ({ item }, { nameOf }) => all(item.partners.map(({ partner, body }) => nameOf(body ?? partner))),
  bases: ({ item }) => all(item.bases),
  chapters: ({ item }) => all(item.chapters),
  companions: ({ item }) => all(item.companions),
  outcomes: ({ item }) => all(item.outcomes.map(({ outcome }) => outcome)),
  evidence: ({ item }) => all(item.evidence.map(evidenceText)),
  progress: ({ item }) => item.progress?.text ?? null,
  'unchanged since': ({ item }) => item.progress?.unchangedSince?.text ?? null,
  'focal point': ({ item }, { nameOf }) => (item.owner === null ? null : nameOf(item.owner)),
  'officer-in-charge': ({ item }, { nameOf }) => (item.deputy === null ? null : nameOf(item.deputy)),
  successor: ({ item }, context) => (item.successor === null ? null : titleOf(item.successor, context)),
  flags: ({ item }) =>
    all(item.flags.filter(({ code }) => code === 'PREREQUISITE_WITHDRAWN').map(({ sentence }) => sentence)),
} satisfies { readonly [field: string]: Reader };

/** What differs between an item on two days; everything that is there where it was not there before. */
export function itemChanges(
  before: Side | null,
  after: Side | null,
  context: DiffContext,
): readonly Change[] {
  const fields = Object.keys(readers) as ChangedField[];
  return fields.flatMap((field) => {
    const read = (side: Side | null) => (side === null ? null : readers[field](side, context));
    const change = { field, before: read(before), after: read(after) };
    return change.before === change.after ? [] : [change];
  });
}

/** "Updated guidance (GB.340/INS/6 ¶44)" */
export const evidenceText = ({ title, reference }: Evidence): string =>
  title === undefined ? reference : `${title} (${reference})`;

const dated = ({ due }: Side['item']): string | null => due?.original.text ?? null;

const all = (words: readonly string[]): string | null =>
  words.length === 0 ? null : [...new Set(words)].join('; ');

function titleOf(item: string, { itemNamed }: DiffContext): string {
  const { number, title } = itemNamed(item);
  return number === null ? title : `item ${number}`;
}
