import {
  type Actor,
  type Cause,
  correctableWords,
  corrected,
  correctionsIn,
  type ItemEvent,
  labelOf,
  mayCorrect,
  type Recorded,
} from '#domain';
import { correctionsOf } from './corrections.js';
import type { HistoryEntry } from './item-history.answer.js';
import { labelInWords } from './label-in-words.js';
import { notStatedInTheSource, sentenceOn, type Wording } from './sentence.js';

/** What stands beside an event in a history: what has been put right about it, and who may. */
export interface Beside {
  /** All of the item's events, as recorded. */
  readonly events: readonly Recorded<ItemEvent>[];
  /** Events of other items, by position. */
  readonly causes: ReadonlyMap<number, Recorded<ItemEvent>>;
  /** Who reads; null: nobody in particular. */
  readonly asker: Actor | null;
}

/** One line of a history: an event as it is right, and what had been recorded where that was something else. */
export function entryOf(
  recorded: Recorded<ItemEvent>,
  { events, causes, asker }: Beside,
  wording: Wording,
): HistoryEntry {
  const correction = correctionsIn(events).get(recorded.version);
  const event = correction === undefined ? recorded : corrected(recorded, correction.replacement);
  const correctable = asker !== null && mayCorrect(event, asker);
  return {
    ...told(event, causes, wording),
    struck: correction?.isVoid === true,
    original: correction === undefined ? null : originalOf(recorded, wording),
    corrections: correctionsOf(recorded, events, wording.names),
    correctable,
    fields: correctable ? correctableWords(event).map((field) => ({ ...field })) : [],
  };
}

function originalOf(event: Recorded<ItemEvent>, wording: Wording): HistoryEntry['original'] {
  const { effectiveOn, decidedBy } = event;
  const decidedByName = decidedBy === null ? null : wording.names.decider(decidedBy);
  return { sentence: sentenceOn(event, wording), effectiveOn, decidedBy, decidedByName };
}

function told(
  event: Recorded<ItemEvent>,
  causes: ReadonlyMap<number, Recorded<ItemEvent>>,
  wording: Wording,
): Omit<HistoryEntry, 'struck' | 'original' | 'corrections' | 'correctable' | 'fields'> {
  const { data, actor, decidedBy } = event;
  const via = 'via' in data ? data.via : null;
  return {
    position: event.position,
    version: event.version,
    type: event.type,
    label: labelOf(event),
    sentence: sentenceOn(event, wording),
    actor,
    actorName: wording.names.person(actor),
    decidedBy,
    decidedByName: decidedBy === null ? null : wording.names.decider(decidedBy),
    decision: data.decision ?? null,
    reason: data.reason ?? null,
    ground: data.ground === undefined ? null : (data.ground ?? notStatedInTheSource),
    effectiveOn: event.effectiveOn,
    recordedAt: event.recordedAt,
    from: via?.from ?? null,
    to: via?.to ?? (event.type === 'ItemOpened' ? event.data.state : null),
    causedBy: 'cause' in data ? causedBy(data.cause, causes, wording) : null,
    evidence: 'evidence' in data ? [...data.evidence] : [],
    saw: (via?.saw ?? []).map(({ guard, facts }) => ({ guard, facts })),
    touches: [...(data.touches ?? [])],
    illustrative: [...(data.illustrative ?? [])],
    commandId: event.commandId,
  };
}

function causedBy(
  { position, stream, label }: Cause,
  causes: ReadonlyMap<number, Recorded<ItemEvent>>,
  wording: Wording,
): NonNullable<HistoryEntry['causedBy']> {
  const cause = causes.get(position);
  return {
    position,
    stream,
    label,
    sentence: cause === undefined ? `${labelInWords(label)}.` : sentenceOn(cause, wording),
  };
}
