import type { Evidence, ItemEvent, Via } from '../../events/index.js';
import { refuse } from '../../refusal.js';
import { either, quoted } from '../../sentence.js';
import { type CommandAttempt, fieldOf, subjectOf } from '../attempt.js';
import { type ActOutcome, groundsOf, leaves, turnsDown } from './act-outcome.js';
import { faultyText, textOf } from './whole-text.js';

const given = ({ command }: CommandAttempt, name: string): string => fieldOf(command, name) ?? '';

export const actReportProgress = (attempt: CommandAttempt, via: Via): ActOutcome =>
  leaves({ type: 'ProgressReported', data: { via, ...groundsOf(attempt), text: given(attempt, 'text') } });

export const actAddPartner = (attempt: CommandAttempt, via: Via): ActOutcome =>
  leaves({ type: 'PartnerAdded', data: { via, ...groundsOf(attempt), partner: given(attempt, 'partner') } });

export const actLinkBasis = (attempt: CommandAttempt, via: Via): ActOutcome =>
  leaves({ type: 'BasisLinked', data: { via, ...groundsOf(attempt), basis: given(attempt, 'basis') } });

export function actAddChapter(attempt: CommandAttempt, via: Via): ActOutcome {
  const text = textOf(attempt.command);
  const faults = faultyText(text);
  if (faults.length > 0) return turnsDown(...faults);
  const data = { via, ...groundsOf(attempt), title: given(attempt, 'title') };
  return leaves({ type: 'ChapterAdded', data: text === null ? data : { ...data, text } });
}

export const actLinkCompanion = (attempt: CommandAttempt, via: Via): ActOutcome =>
  leaves({ type: 'CompanionLinked', data: { via, ...groundsOf(attempt), title: given(attempt, 'title') } });

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
