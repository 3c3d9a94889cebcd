import { dayInWords } from '../due/day-in-words.js';
import type { Day } from '../due/due-form.js';
import type { ItemState } from '../item/item-state.js';
import { printStatus } from '../item/print-status.js';
import { blockedBy, isOverdue } from '../item/standing.js';
import { listed } from '../sentence.js';
import { otherItem } from './movement.js';
import type { DiffContext, Side } from './side.js';
import { inWords, mostInWords, numbered, upperFirst } from './wording.js';

interface Overview {
  /** How many items changed. */
  readonly changed: number;
  /** Every item as it stands after, in the plan's order. */
  readonly sides: readonly Side[];
  readonly context: DiffContext;
}

/** How much changed; then where everything stands on the later day. */
export function openingSentences(from: Day, to: Day, overview: Overview): readonly string[] {
  const { sides } = overview;
  if (sides.length === 0) return [`On ${dayInWords(to)} the plan has no items.`];
  const changed = from === to ? [] : [howMuch(from, to, overview)];
  return [...changed, standings(to, sides), ...pastDue(overview)];
}

function howMuch(from: Day, to: Day, { changed, sides }: Overview): string {
  const { length: total } = sides;
  const between = `between ${dayInWords(from)} and ${dayInWords(to)}`;
  if (changed === 0) return `Nothing changed in the plan ${between}.`;
  const items = total === 1 ? 'The one item of the plan' : `All ${inWords(total)} items of the plan`;
  if (changed >= total) return `${items} changed ${between}.`;
  if (changed > mostInWords) return `Of the plan’s ${total} items, ${changed} changed ${between}.`;
  return `${upperFirst(inWords(changed))} of the plan’s ${inWords(total)} items changed ${between}.`;
}

/** More printed statuses than this are no overview: then the states stand for them. */
const MOST_STATUSES = 8;

/** "On 30 September 2020, items 3 and 10 stood at “Completed”, item 1 at …": what is furthest comes first. */
function standings(day: Day, sides: readonly Side[]): string {
  const printed = grouped(sides, statusIn);
  const groups = printed.size > MOST_STATUSES ? grouped(sides, stateIn) : printed;
  const inOrder = [...groups]
    .map(([title, among]) => ({ title, among, rank: Math.max(...among.map(rankOf)) }))
    .sort((a, b) => b.rank - a.rank || (a.title < b.title ? -1 : 1));
  const said = inOrder.map(
    ({ title, among }, index) =>
      `${numbered(among.map(({ item }) => item.number ?? item.item))} ${index === 0 ? 'stood at' : 'at'} “${title}”`,
  );
  return `On ${dayInWords(day)}, ${listed(said)}.`;
}

function grouped(sides: readonly Side[], by: (side: Side) => string): ReadonlyMap<string, readonly Side[]> {
  const groups = new Map<string, Side[]>();
  for (const side of sides) groups.set(by(side), [...(groups.get(by(side)) ?? []), side]);
  return groups;
}

const stateIn = ({ item, definition }: Side): string => definition.states[item.state]?.title.en ?? item.state;

/** As the paper prints it, else the state; of what is waited for the first word: "Starting 2020 following …". */
function statusIn(side: Side): string {
  const { item, definition, day, status } = side;
  if (status === null) return stateIn(side);
  const own = printStatus(definition, { ...item, prerequisites: [] }, day);
  if (own === null || own === status || !status.startsWith(`${own} `)) return status;
  const [first] = status.slice(own.length + 1).split(' ');
  return `${own} ${first} …`;
}

/** Done for good, done, begun, and before that the further the longer the way; what was given up comes last. */
function rankOf({ item, definition }: Side): number {
  const { done, begun, final } = definition.states[item.state] ?? {};
  if (done === true) return final === true ? 4000 : 3000;
  if (final === true) return 0;
  return begun === true ? 2000 : Math.min(item.path.length, 999);
}

function pastDue({ sides, context }: Overview): readonly string[] {
  const overdue = sides.filter(({ item, definition, day }) => isOverdue(definition, item, day));
  if (overdue.length === 0) return [];
  const numbers = overdue.map(({ item }) => item.number ?? item.item);
  const past =
    overdue.length === 1
      ? `${upperFirst(numbered(numbers))} was past its due date`
      : `${upperFirst(numbered(numbers))} were past their due dates`;
  const waiting = overdue.flatMap(({ item, definition }) => {
    const waitsFor = blockedBy(definition, item);
    if (waitsFor.length === 0) return [];
    return [
      `${item.number === null ? item.item : `item ${item.number}`} was waiting for ${listed(waitsFor.map((one) => otherItem(one, context)))}`,
    ];
  });
  return [`${[past, ...(waiting.length > 5 ? [] : waiting)].join('; ')}.`];
}

/** Names the items in which nothing changed, in one sentence. */
export function closingSentence(unchanged: readonly Pick<ItemState, 'item' | 'number'>[]): string | null {
  if (unchanged.length === 0) return null;
  const said = upperFirst(numbered(unchanged.map(({ item, number }) => number ?? item)));
  return `${said} ${unchanged.length === 1 ? 'is' : 'are'} unchanged.`;
}
