import { isOverdue, startStanding, timeliness } from '../item/standing.js';
import { dueOf } from '../item/start-outlook.js';
import { listed } from '../sentence.js';
import type { DiffContext, Side } from './side.js';
import { dueNoun, happened, named, whenPhrase } from './wording.js';

/** "item 3", "the Management and Accountability Framework" */
export function otherItem(item: string, { itemNamed }: DiffContext): string {
  const { number, title } = itemNamed(item);
  return number === null ? named(title) : `item ${number}`;
}

/** What became of an item, as predicates: "was made to wait for the …", "is now planned to start in 2020". */
export function movements(before: Side, after: Side, context: DiffContext): readonly string[] {
  return [
    ...waits(before, after, context),
    ...reached(before, after),
    ...planned(before, after),
    ...succeeded(before, after, context),
  ];
}

function waits({ item: before }: Side, { item: after }: Side, context: DiffContext): readonly string[] {
  const beforeById = new Map(before.prerequisites.map((one) => [one.item, one]));
  const afterIds = new Set(after.prerequisites.map(({ item }) => item));
  const name = ({ item }: { readonly item: string }) => otherItem(item, context);
  const linked = after.prerequisites.filter(({ item, met }) => !beforeById.has(item) && !met);
  const linkedMet = after.prerequisites.filter(({ item, met }) => !beforeById.has(item) && met);
  const removed = before.prerequisites.filter(({ item, met }) => !afterIds.has(item) && !met);
  const met = after.prerequisites.filter((one) => one.met && beforeById.get(one.item)?.met === false);
  const unmet = after.prerequisites.filter((one) => !one.met && beforeById.get(one.item)?.met === true);
  return [
    ...some(linked.map(name), (names) => `was made to wait for ${names}`),
    ...some(linkedMet.map(name), (names) => `was made to rest on ${names}, which ${are(linkedMet)} there`),
    ...some(met.map(name), (names) => `no longer waits for ${names}, which ${are(met)} there`),
    ...some(removed.map(name), (names) => `no longer has to wait for ${names}`),
    ...some(unmet.map(name), (names) => `waits again for ${names}, which went back`),
  ];
}

const are = (list: readonly unknown[]): string => (list.length === 1 ? 'is' : 'are');
const some = (names: readonly string[], say: (names: string) => string): readonly string[] =>
  names.length === 0 ? [] : [say(listed(names))];

/** Into another state, or into the same one on another day. A state that only waits is told by its planned start. */
function reached(before: Side, after: Side): readonly string[] {
  const { item, definition, status } = after;
  const state = definition.states[item.state];
  const moved = before.item.state !== item.state || before.item.doneOn?.text !== item.doneOn?.text;
  if (!moved) return [];
  const isOpen = state?.begun !== true && state?.done !== true && state?.final !== true;
  if (isOpen && item.start !== null && before.item.start?.form.text !== item.start.form.text) return [];
  const title = state?.title.en ?? item.state;
  const lower = title.toLowerCase();
  const printed = status === null || status.toLowerCase() === lower ? '' : ` (“${status}”)`;
  const again = before.item.path.includes(item.state) || before.item.marks.includes('final');
  if (/^\p{L}+ed$/u.test(lower)) return [`was ${lower}${happened(item.since)}${printed}`];
  if (/^\p{L}+ing$/u.test(lower)) {
    const { earliest, latest } = item.since;
    if (again) return [`is ${lower} again${printed}`];
    return earliest !== null && earliest === latest
      ? [`has been ${lower} since ${happened(item.since).replace(/^ on /, '')}${printed}`]
      : [`is now ${lower}${printed}`];
  }
  return [`is now reported as “${status ?? title}”`];
}

function planned({ item: before }: Side, { item: after, status }: Side): readonly string[] {
  const [was, is] = [before.start?.form.text, after.start?.form.text];
  if (is === undefined || after.begunOn !== null || after.marks.includes('final')) return [];
  if (was === is) return [];
  const instead = was === undefined ? '' : ` instead of ${whenPhrase(was)}`;
  return status !== null && /^not started/i.test(status)
    ? [`was planned to start ${whenPhrase(is)}${instead} but has not started`]
    : [`is now planned to start ${whenPhrase(is)}${instead}`];
}

function succeeded({ item: before }: Side, { item: after }: Side, context: DiffContext): readonly string[] {
  if (after.successor === null || after.successor === before.successor) return [];
  return [`was succeeded by ${otherItem(after.successor, context)}`];
}

/**
 * What is to be added about the due date, where that is new: met, missed, not on record whether; or that it
 * has passed, or a planned start will or may miss it. Null where there is nothing to add.
 */
export function lateness(before: Side | null, after: Side): string | null {
  const due = dueOf(after.item);
  if (due === null) return null;
  const its = due.kind === 'period' ? `its period, ${dueNoun(due)}` : `its due date, ${dueNoun(due)}`;
  const timely = timeliness(after.definition, after.item);
  if (timely !== null) {
    const same = before !== null && timeliness(before.definition, before.item) === timely;
    if (same && before.item.doneOn?.text === after.item.doneOn?.text) return null;
    if (timely === 'unknown') return `whether it met ${its}, is not on record`;
    return timely === 'on time' ? `it met ${its}` : `it missed ${its}`;
  }
  const overdue = isOverdue(after.definition, after.item, after.day);
  const wasOverdue = before !== null && isOverdue(before.definition, before.item, before.day);
  if (overdue) {
    const moved = before !== null && dueOf(before.item)?.text !== due.text;
    if (wasOverdue && !moved) return null;
    return due.kind === 'period' ? `${its}, has ended` : `it has missed ${its}`;
  }
  const standing = startStanding(after.item, after.day);
  const same = before !== null && startStanding(before.item, before.day) === standing;
  return standing === null || standing === 'missed' || same ? null : `it ${standing} ${its}`;
}
