import type { Corrected, ItemEvent, Recorded } from '../events/index.js';
import { labelOf } from '../events/label-of.js';
import { countingDay } from '../item/counting-day.js';
import { correctionsIn, effectiveHistory } from '../item/effective-history.js';
import { foldHistory, foldItem } from '../item/fold-item.js';
import type { ItemState } from '../item/item-state.js';
import { isBlank, subjectOf } from '../lifecycle/attempt.js';
import { faultyEvidence } from '../lifecycle/command-form.js';
import { touchedPapers } from '../paper/touched-papers.js';
import { accept, type Decision, type Refusal, refuse } from '../refusal.js';
import { quoted } from '../sentence.js';
import { correctionOf, withCorrections } from './as-recorded.js';
import type { CorrectionCommand, CorrectionContext } from './correction-command.js';
import { withDifferences } from './differences.js';
import { judgeCorrector, registrarsIn } from './may-correct.js';
import { attemptAgain, keptApartFrom, type Replayed, replay } from './replay.js';
import { rewritten } from './rewritten.js';
import { standsFixed } from './stands-fixed.js';
import { viaOf } from './step.js';

type History = readonly Recorded<ItemEvent>[];

/**
 * Judges a correction: one event of an item replaced in its place, or taken out. Refused with every reason
 * there is, and wherever a step that came after could then not have been made. Accepted with a correction of
 * the event, of what came with it, and of what later steps worked out from it.
 */
export function decideCorrection(
  events: History,
  command: CorrectionCommand,
  context: CorrectionContext,
): Decision<Corrected> {
  const state = foldItem(events);
  const target = events.find(({ version }) => version === command.version);
  if (state === null || target === undefined) return refused(unknownEntry(state, command));
  const [first, ...others] = [
    ...judgeCorrector(target, context.actor),
    ...judgeCommand(target, command),
    ...standsFixed(events, target, command, context),
  ];
  if (first !== undefined) return { accepted: false, refusals: [first, ...others] };

  const before = correctionsIn(events).get(target.version);
  const made = rewritten(events, target, command, context);
  if (!made.ok) return { accepted: false, refusals: made.refusals };
  if (made.corrections.every(changesNothing) && before?.isVoid !== true)
    return refused(
      refuse(
        'ITEM.NOTHING_TO_DO',
        `Entry ${target.version} says so already. Say what it should say instead, or strike it out.`,
      ),
    );

  const history = effectiveHistory(events);
  const candidate = effectiveHistory(withCorrections(events, made.corrections));
  const now = replay(history, context);
  const then = replay(candidate, context);
  const refusals = [
    ...judgeDay(candidate, target.version, context),
    ...keptApart(events, candidate, target, context),
    ...brokenBy(now, then, target.version, state),
  ];
  const [reason, ...more] = refusals;
  if (reason !== undefined) return { accepted: false, refusals: [reason, ...more] };
  const corrections = [...made.corrections, ...workedOut(now, then, target.version, command)];
  return accept(...corrections.map((correction) => touching(correction, [history, candidate], context)));
}

const refused = (refusal: Refusal): Decision<never> => ({ accepted: false, refusals: [refusal] });
const changesNothing = ({ data }: Corrected): boolean => data.void !== true && data.changes.length === 0;

function unknownEntry(state: ItemState | null, { version }: CorrectionCommand): Refusal {
  if (state === null) return refuse('ITEM.UNKNOWN', 'There is no such item.');
  const message = `${subjectOf(state)} has no entry ${version}; the last one is ${state.version}.`;
  return refuse('ITEM.UNKNOWN_ENTRY', message, { version, last: state.version }, 'version');
}

/** What can be said against a correction without a look at the history. */
function judgeCommand(target: Recorded<ItemEvent>, command: CorrectionCommand): readonly Refusal[] {
  const { version } = command;
  const refusals: Refusal[] = [];
  if (isBlank(command.reason)) {
    const message = 'Give a reason: it stands beside the corrected entry for good.';
    refusals.push(refuse('ITEM.REASON_MISSING', message, {}, 'reason'));
  }
  const says = [command.effectiveOn, command.decidedBy, command.fields, command.evidence];
  if (command.void === true && says.some((part) => part !== undefined)) {
    const message = 'An entry is either struck out or put right, not both.';
    refusals.push(refuse('ITEM.FIELD_INVALID', message, { version }, 'void'));
  }
  if (command.void === true && target.type === 'ItemOpened') {
    const message = `Entry ${version} opened the item; it cannot be struck out. Discontinue the item instead.`;
    refusals.push(refuse('ITEM.NOT_CORRECTABLE', message, { version }, 'void'));
  }
  return [...refusals, ...faultyEvidence(command.evidence)];
}

/** The corrected day has passed, and is within the item's time. */
function judgeDay(candidate: History, version: number, { today }: CorrectionContext): readonly Refusal[] {
  const target = candidate.find((event) => event.version === version);
  if (target === undefined) return [];
  const { text } = target.effectiveOn;
  const day = countingDay(target);
  if (day > today) {
    const message = `${quoted(text)} has not passed yet: it is ${today}. Write the day, or “by ${today}”.`;
    return [refuse('ITEM.EFFECTIVE_IN_FUTURE', message, { effectiveOn: text, today }, 'effectiveOn')];
  }
  const opening = candidate.find(({ type }) => type === 'ItemOpened');
  const openedOn = opening === undefined ? day : countingDay(opening);
  if (target.type === 'ItemOpened' || viaOf(target) !== null || day >= openedOn) return [];
  const message = `The item was opened on ${openedOn}; ${quoted(text)} is before that.`;
  return [refuse('ITEM.EFFECTIVE_TOO_EARLY', message, { effectiveOn: text, since: openedOn }, 'effectiveOn')];
}

/** Names the papers published as of a day on which what is corrected counted, or counts now. */
function touching(
  { type, data }: Corrected,
  histories: readonly History[],
  { papers }: CorrectionContext,
): Corrected {
  const days = histories.flatMap((history) =>
    history.filter(({ version }) => version === data.target.version).map(countingDay),
  );
  const [first] = days.sort();
  const touches = first === undefined ? [] : touchedPapers(papers, first);
  return { type, data: touches.length === 0 ? data : { ...data, touches } };
}

/** Whom the step is to be kept apart from may not correct it either: nobody approves themselves so. */
function keptApart(
  events: History,
  candidate: History,
  target: Recorded<ItemEvent>,
  context: CorrectionContext,
): readonly Refusal[] {
  // A step that is struck out is judged where it stood.
  const history = candidate.some(({ version }) => version === target.version)
    ? candidate
    : effectiveHistory(events);
  const index = history.findIndex(({ version }) => version === target.version);
  const before = foldHistory(history.slice(0, index));
  const attempt = before === null ? null : attemptAgain(history, index, before, context);
  if (attempt === null) return [];
  const people = [...new Set([context.actor.id, ...registrarsIn(context.actor)])];
  return people.flatMap((id) => keptApartFrom(attempt, id));
}

/** What was possible as the record stands, and would not have been after the correction. */
function brokenBy(
  now: ReadonlyMap<number, Replayed>,
  then: ReadonlyMap<number, Replayed>,
  target: number,
  state: ItemState,
): readonly Refusal[] {
  const known = (version: number): ReadonlySet<string> =>
    new Set((now.get(version)?.refusals ?? []).map(faultOf));
  const broken = [...then.values()].map(({ event, refusals }) => ({
    event,
    refusals: refusals.filter((refusal) => !known(event.version).has(faultOf(refusal))),
  }));
  const own = broken.filter(({ event }) => event.version === target).flatMap(({ refusals }) => refusals);
  if (own.length > 0) return own;
  return broken.flatMap(({ event, refusals: [first] }) => {
    if (first === undefined) return [];
    const { version, effectiveOn } = event;
    const label = labelOf(event);
    const message = `${subjectOf(state)}: entry ${version} (${label}, ${effectiveOn.text}) could then not have been made. ${first.message}`;
    const facts = { version, label, effectiveOn: effectiveOn.text, code: first.code, because: first.facts };
    return [refuse('ITEM.CORRECTION_ILLEGAL', message, facts)];
  });
}

const faultOf = ({ code, field }: Refusal): string => `${code} ${field ?? ''}`;

/** What later steps had worked out from what was wrong, such as whether a planned start misses the due date. */
function workedOut(
  now: ReadonlyMap<number, Replayed>,
  then: ReadonlyMap<number, Replayed>,
  target: number,
  command: CorrectionCommand,
): readonly Corrected[] {
  return [...then.values()].flatMap(({ event, data }) => {
    const before = now.get(event.version)?.data ?? null;
    if (event.version === target || before === null || data === null) return [];
    const difference = withDifferences(event.data, before, data);
    if (difference === null) return [];
    const replacement = { data: difference.data };
    return [correctionOf(event, { replacement }, difference.changes, command)];
  });
}
