import type { Day } from '../due/due-form.js';
import type { ItemState } from '../item/item-state.js';
import { dueOf } from '../item/start-outlook.js';
import { listed, quoted } from '../sentence.js';
import { evidenceText } from './item-changes.js';
import { lateness, movements, otherItem } from './movement.js';
import type { DiffContext, Side } from './side.js';
import { counted, dueNoun, ended, happened, inWords, upperFirst, were, whenPhrase } from './wording.js';

const MOST_EVIDENCE = 4;

/** What changed about an item, in sentences that a paper can print. The first one names it. */
export function itemSentences(
  before: Side | null,
  after: Side | null,
  context: DiffContext,
): readonly string[] {
  if (after === null) return before === null ? [] : [`${subjectOf(before.item)} is no longer in the plan.`];
  const others = before === null ? beginnings(after, context) : besides(before, after, context);
  const first = before === null ? opening(after) : movement(before, after, context);
  if (first !== null) return [first, ...others];
  const [one, ...more] = others;
  return one === undefined ? [] : [naming(after.item, one), ...more];
}

/** "Item 11", or its title in quotes where it has no number. */
export const subjectOf = ({ number, title }: Pick<ItemState, 'number' | 'title'>): string =>
  number === null ? quoted(title) : `Item ${number}`;

function movement(before: Side, after: Side, context: DiffContext): string | null {
  const clauses = movements(before, after, context);
  const late = lateness(before, after);
  const subject = subjectOf(after.item);
  if (clauses.length > 0) {
    const said = `${subject} ${listed(clauses)}`;
    if (late === null) return `${said}.`;
    // "is now ongoing but has missed …": one sentence, where there is one thing to say against.
    const but = clauses.length === 1 && after.item.begunOn !== null && late.startsWith('it has missed ');
    return but ? `${said} but ${late.slice(3)}.` : `${said}; ${late}.`;
  }
  if (late !== null) return late.startsWith('it ') ? `${subject} ${late.slice(3)}.` : `${subject}: ${late}.`;
  if (before.status === after.status) return null;
  const was = before.status === null ? '' : `, after “${before.status}”`;
  return after.status === null
    ? `${subject} has no status any more; it was “${before.status}”.`
    : `${subject} is now reported as “${after.status}”${was}.`;
}

/** Of an item that was not there before. */
function opening(after: Side): string {
  const { item, status } = after;
  const late = lateness(null, after);
  const due = dueOf(item);
  const owed = due === null ? '' : `, due ${due.kind === 'period' ? 'in' : 'by'} ${dueNoun(due)}`;
  const standing = status === null ? '' : `; it is reported as “${status}”`;
  const title = item.number === null ? '' : `, ${quoted(item.title)},`;
  return `${subjectOf(item)}${title} is new in the plan${owed}${standing}${late === null ? '' : `; ${late}`}.`;
}

const beginnings = (after: Side, context: DiffContext): readonly string[] => {
  const waitsFor = after.item.prerequisites.filter(({ met }) => !met);
  if (waitsFor.length === 0) return [];
  return [`It waits for ${listed(waitsFor.map(({ item }) => otherItem(item, context)))}.`];
};

/** Sentences about everything beside the lifecycle; each begins with "Its", "It", or what was added. */
function besides(
  { item: before }: Side,
  { item: after, day }: Side,
  context: DiffContext,
): readonly string[] {
  const { nameOf } = context;
  const sentences = [
    ...titleChange(before, after),
    ...dueChange(before, after, day, context),
    ...partsDone(before, after),
    ...partnersAdded(before, after, context),
    ...added(before.bases, after.bases, (bases) => `It now rests on ${listed(bases)}`),
    ...added(before.chapters, after.chapters, (titles) =>
      titles.length === 1
        ? `The chapter ${quoted(titles[0] ?? '')} was added`
        : `${upperFirst(counted(titles.length, 'chapter'))} were added: ${titles.map(quoted).join(', ')}`,
    ),
    ...added(
      before.companions,
      after.companions,
      (titles) =>
        `${upperFirst(counted(titles.length, 'companion piece'))} ${were(titles.length)} linked: ${titles.map(quoted).join(', ')}`,
    ),
    ...added(
      before.outcomes.map(({ outcome }) => outcome),
      after.outcomes.map(({ outcome }) => outcome),
      (outcomes) => `${upperFirst(counted(outcomes.length, 'outcome'))} ${were(outcomes.length)} added`,
    ),
    ...partyChange('focal point', before.owner, after.owner, nameOf),
    ...partyChange('officer-in-charge', before.deputy, after.deputy, nameOf),
    ...withdrawn(before, after, context),
    ...progress(before, after),
    ...evidenceAdded(before, after),
  ];
  return sentences.map(ended);
}

function titleChange(before: ItemState, after: ItemState): readonly string[] {
  return before.title === after.title ? [] : [`Its title now reads ${quoted(after.title)}`];
}

function dueChange(before: ItemState, after: ItemState, day: Day, context: DiffContext): readonly string[] {
  const [was, is] = [dueOf(before), dueOf(after)];
  const asked =
    after.extensionRequest !== null && before.extensionRequest?.due.text !== after.extensionRequest.due.text
      ? [`An extension of its due date to ${dueNoun(after.extensionRequest.due)} has been asked for`]
      : [];
  if (was?.text === is?.text && before.undated === after.undated) return asked;
  if (is === null) return [...asked, 'It has no due date any more'];
  if (was === null) return [...asked, `Its due date was set to ${dueNoun(is)}`];
  // A date that was put right, or whose extension was struck out, was not extended.
  const { revised = null } = after.due ?? {};
  const isRevised = revised !== null && revised.text !== before.due?.revised?.text;
  const verb = isRevised && is.latest > was.latest ? 'was extended' : 'was changed';
  const reason = isRevised ? context.reasonOf(after.item, day) : null;
  const why = reason === null ? '' : ` (reason given: ${reason.replace(/\.$/, '')})`;
  return [...asked, `Its due date ${verb} from ${dueNoun(was)} to ${dueNoun(is)}${why}`];
}

function partsDone(before: ItemState, after: ItemState): readonly string[] {
  const done = after.parts.filter(({ id, done: isDone }) => isDone && !isDoneIn(before, id));
  if (done.length === 0) return [];
  const total = after.parts.length;
  const inAll = after.parts.filter((part) => part.done).length;
  const titles = done.map(({ title }) => quoted(title));
  if (inAll === total && done.length === total) {
    if (total === 1) return [`Its one part, ${titles[0]}, was completed`];
    return [`${total === 2 ? 'Both' : `All ${inWords(total)}`} of its parts were completed`];
  }
  if (inAll === total)
    return [`The last of its ${inWords(total)} parts, ${listed(titles)}, ${were(done.length)} completed`];
  const verb = done.length === 1 ? 'was' : 'were';
  return [
    `Of its ${inWords(total)} parts ${listed(titles)} ${verb} completed; ${inWords(total - inAll)} ${total - inAll === 1 ? 'is' : 'are'} open`,
  ];
}

const isDoneIn = ({ parts }: ItemState, id: string): boolean =>
  parts.some((part) => part.id === id && part.done);

function partnersAdded(before: ItemState, after: ItemState, { nameOf }: DiffContext): readonly string[] {
  const name = ({ partner, body }: ItemState['partners'][number]) => nameOf(body ?? partner);
  return added(before.partners.map(name), after.partners.map(name), (names) =>
    names.length === 1
      ? `${upperFirst(names[0] ?? '')} was added as a partner`
      : `${listed(names)} were added as partners`,
  );
}

function partyChange(
  what: string,
  before: string | null,
  after: string | null,
  nameOf: DiffContext['nameOf'],
): readonly string[] {
  if (before === after) return [];
  if (after === null) return [`It has no ${what} any more`];
  const instead = before === null ? '' : ` instead of ${nameOf(before)}`;
  return [`Its ${what} is now ${nameOf(after)}${instead}`];
}

function withdrawn(before: ItemState, after: ItemState, context: DiffContext): readonly string[] {
  const known = new Set(before.flags.map(({ code, item }) => `${code} ${item}`));
  return after.flags.flatMap(({ code, item }) => {
    if (code !== 'PREREQUISITE_WITHDRAWN' || item === null || known.has(`${code} ${item}`)) return [];
    return [
      `It is flagged: it had begun when ${otherItem(item, context)}, which it had waited for, went back`,
    ];
  });
}

function progress(before: ItemState, after: ItemState): readonly string[] {
  const [was, is] = [before.progress, after.progress];
  if (is === null || (was?.text === is.text && was.unchangedSince?.text === is.unchangedSince?.text))
    return [];
  if (was?.text === is.text && is.unchangedSince !== null)
    return [
      `No change has been reported since ${whenPhrase(is.unchangedSince.text).replace(/^(in|on) /, '')}`,
    ];
  return [`Progress was reported${happened(is.effectiveOn)}: “${is.text}”`];
}

function evidenceAdded(before: ItemState, after: ItemState): readonly string[] {
  const key = (one: ItemState['evidence'][number]) =>
    `${one.kind} ${one.reference} ${one.title} ${one.digest}`;
  const known = new Set(before.evidence.map(key));
  const fresh = after.evidence.filter((one) => !known.has(key(one))).map(evidenceText);
  if (fresh.length === 0) return [];
  const shown = fresh.slice(0, MOST_EVIDENCE);
  const more = fresh.length - shown.length;
  return [
    `Evidence: ${shown.join('; ')}${more === 0 ? '' : `; and ${counted(more, 'more piece', 'more pieces')}`}`,
  ];
}

function added(
  before: readonly string[],
  after: readonly string[],
  say: (fresh: readonly string[]) => string,
): readonly string[] {
  const known = new Set(before);
  const fresh = after.filter((one) => !known.has(one));
  return fresh.length === 0 ? [] : [say(fresh)];
}

/** "Its focal point is …" as the first sentence about an item: "Item 4: its focal point is …". */
const naming = (item: ItemState, sentence: string): string => {
  const begins = /^(It|Its|An|The|Of|Both|All|Evidence|Progress|No|One|Two|Three)\b/.test(sentence);
  const lower = begins ? sentence.charAt(0).toLowerCase() + sentence.slice(1) : sentence;
  return `${subjectOf(item)}: ${lower}`;
};
