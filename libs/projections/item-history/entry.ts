import { type Cause, type ItemEvent, labelOf, type Recorded } from '#domain';
import type { HistoryEntry } from './item-history.answer.js';
import { labelInWords, sentenceOn, type Wording } from './sentence.js';

/** One line of a history. `causes` are events of other items, by position. */
export function entryOf(
  event: Recorded<ItemEvent>,
  causes: ReadonlyMap<number, Recorded<ItemEvent>>,
  wording: Wording,
): HistoryEntry {
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
    ground: data.ground ?? null,
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
