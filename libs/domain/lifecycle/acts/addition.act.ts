import type { Evidence, ItemEvent, Via } from '../../events/index.js';
import type { LineageLink } from '../../item/item-state.js';
import { type Refusal, refuse } from '../../refusal.js';
import { either, quoted } from '../../sentence.js';
import { bodyName, type CommandAttempt, fieldOf, missingField, subjectOf } from '../attempt.js';
import { type ActOutcome, groundsOf, leaves, turnsDown } from './act-outcome.js';
import { itemOrWords } from './item-or-words.js';
import { faultyReport, faultyText, textOf } from './whole-text.js';

const given = ({ command }: CommandAttempt, name: string): string => fieldOf(command, name) ?? '';

/** What has come about; or that nothing has, which keeps the last words and says since when they stand. */
export function actReportProgress(attempt: CommandAttempt, via: Via): ActOutcome {
  const { state, command } = attempt;
  const text = fieldOf(command, 'text');
  const unchanged = fieldOf(command, 'unchanged');
  if (unchanged !== null && unchanged !== 'yes') {
    const message = `The field “unchanged” is “yes” or left out, not ${quoted(unchanged)}.`;
    return turnsDown(refuse('ITEM.FIELD_INVALID', message, { unchanged }, 'fields.unchanged'));
  }
  if (unchanged !== null && text !== null) {
    const message = `${subjectOf(state)}: report a text, or that nothing has changed, not both.`;
    return turnsDown(refuse('ITEM.FIELD_INVALID', message, { unchanged, text }, 'fields.text'));
  }
  if (unchanged !== null) {
    const begun = state.plan === null ? 'it was opened' : 'the plan was endorsed';
    const last = state.progress?.text ?? `No change since ${begun}`;
    const data = { via, ...groundsOf(attempt), text: last, unchanged: true } as const;
    return leaves({ type: 'ProgressReported', data });
  }
  if (text === null) return turnsDown(missingField('text', 'progress'));
  const faults = faultyReport(text);
  if (faults.length > 0) return turnsDown(...faults);
  return leaves({ type: 'ProgressReported', data: { via, ...groundsOf(attempt), text } });
}

/** A body of the directory, by its id, or anybody by name. */
export function actAddPartner(attempt: CommandAttempt, via: Via): ActOutcome {
  const { state, context } = attempt;
  const partner = given(attempt, 'partner');
  if (state.partners.some((one) => one.partner === partner)) {
    const message = `${bodyName(partner, context)} is a partner of ${subjectOf(state)} already.`;
    return turnsDown(refuse('ITEM.ALREADY_LINKED', message, { partner }, 'fields.partner'));
  }
  const body = context.bodies.has(partner) ? { body: partner } : {};
  return leaves({ type: 'PartnerAdded', data: { via, ...groundsOf(attempt), partner, ...body } });
}

/** What the item rests on: another item, or something in words. */
export function actLinkBasis(attempt: CommandAttempt, via: Via): ActOutcome {
  const named = itemOrWords(attempt, 'basis');
  if (!named.ok) return turnsDown(...named.refusals);
  const twice = linkedTwice(attempt, 'rests-on', named.item, named.words);
  if (twice.length > 0) return turnsDown(...twice);
  const { item, words: basis } = named;
  const link = item === null ? { basis } : { basis, item };
  return leaves({ type: 'BasisLinked', data: { via, ...groundsOf(attempt), ...link } });
}

export function actAddChapter(attempt: CommandAttempt, via: Via): ActOutcome {
  const text = textOf(attempt.command);
  const faults = faultyText(text);
  if (faults.length > 0) return turnsDown(...faults);
  const data = { via, ...groundsOf(attempt), title: given(attempt, 'title') };
  return leaves({ type: 'ChapterAdded', data: text === null ? data : { ...data, text } });
}

/** A piece that goes with it: another item, or a title. */
export function actLinkCompanion(attempt: CommandAttempt, via: Via): ActOutcome {
  const named = itemOrWords(attempt, 'title');
  if (!named.ok) return turnsDown(...named.refusals);
  const twice = linkedTwice(attempt, 'goes-with', named.item, named.words);
  if (twice.length > 0) return turnsDown(...twice);
  const { item, words: title } = named;
  const link = item === null ? { title } : { title, item };
  return leaves({ type: 'CompanionLinked', data: { via, ...groundsOf(attempt), ...link } });
}

function linkedTwice(
  { state }: CommandAttempt,
  relation: 'rests-on' | 'goes-with',
  item: string | null,
  words: string,
): readonly Refusal[] {
  const subject = subjectOf(state);
  if (item === state.item)
    return [refuse('ITEM.FIELD_INVALID', `${subject} cannot be linked to itself.`, { item }, 'fields.item')];
  const isSame = (link: LineageLink): boolean =>
    link.relation === relation && (item === null ? link.reference === words : link.item === item);
  if (!state.lineage.some(isSame)) return [];
  return [
    refuse('ITEM.ALREADY_LINKED', `${subject} is linked to ${quoted(words)} already.`, { item, words }),
  ];
}

/** Attaches what shows that something was done, and says whether it is from before the start. */
export function actAttachEvidence(attempt: CommandAttempt, via: Via): ActOutcome {
  const evidence = attempt.command.evidence ?? [];
  const beforeStart = isBeforeStart(attempt);
  return leaves({ type: 'EvidenceAttached', data: { via, ...groundsOf(attempt), evidence, beforeStart } });
}

/** One part done, with what shows it. The item itself stays where it is. */
export function actCompletePart(attempt: CommandAttempt, via: Via): ActOutcome {
  const { state, command } = attempt;
  const id = given(attempt, 'part');
  const part = state.parts.find((one) => one.id === id);
  if (part === undefined || part.done) {
    const open = state.parts.filter(({ done }) => !done).map((one) => one.id);
    const rest = open.length === 0 ? 'No part of it is open.' : `Open: ${either(open, 'and')}.`;
    const how = part === undefined ? `has no part ${quoted(id)}` : `has its part ${quoted(id)} done already`;
    const message = `${subjectOf(state)} ${how}. ${rest}`;
    return turnsDown(
      refuse(
        part === undefined ? 'ITEM.UNKNOWN_PART' : 'ITEM.NOTHING_TO_DO',
        message,
        { part: id, open },
        'fields.part',
      ),
    );
  }
  const evidence: readonly Evidence[] = command.evidence ?? [];
  return leaves({ type: 'PartCompleted', data: { via, ...groundsOf(attempt), part: id, evidence } });
}

/** Evidence that came with a step that is about something else, as an event after it. */
export function evidenceBesides({ command }: CommandAttempt, via: Via): readonly ItemEvent[] {
  const evidence = command.evidence ?? [];
  if (evidence.length === 0) return [];
  const { saw: _, ...rest } = via;
  const after = { ...rest, from: via.to, label: 'EvidenceAttached' };
  return [{ type: 'EvidenceAttached', data: { via: after, evidence, beforeStart: false } }];
}

/** Certainly before: where the day of either is open, nobody can say so. */
function isBeforeStart({ state, command }: CommandAttempt): boolean {
  if (state.begunOn === null) return true;
  const { latest } = command.effectiveOn;
  const { earliest } = state.begunOn;
  return latest !== null && earliest !== null && latest < earliest;
}
