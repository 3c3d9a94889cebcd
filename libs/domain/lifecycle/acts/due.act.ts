import type { Via } from '../../events/index.js';
import { dueOf, startOutlook } from '../../item/start-outlook.js';
import { refuse } from '../../refusal.js';
import { quoted } from '../../sentence.js';
import { type CommandAttempt, fieldOf, isBlank, subjectOf } from '../attempt.js';
import { type ReadDue, readDue } from '../read-due.js';
import { type ActOutcome, groundsOf, leaves, turnsDown } from './act-outcome.js';
import { nothingToActOn } from './nothing-to-act-on.js';

/** Plans when the work is to begin, and says how that stands to the due date. */
export function actPlanStart(attempt: CommandAttempt, via: Via): ActOutcome {
  const parsed = readDue(attempt, 'start');
  if (!parsed.ok) return turnsDown(parsed.refusal);
  const start = parsed.due;
  const outlook = startOutlook(start, dueOf(attempt.state));
  return leaves({ type: 'StartPlanned', data: { via, ...groundsOf(attempt), start, outlook } });
}

/** Asks for a later due date; it takes effect once somebody else approves it. */
export function actRequestExtension(attempt: CommandAttempt, via: Via): ActOutcome {
  const judged = laterDue(attempt, readDue(attempt, 'due'));
  if (!judged.ok) return turnsDown(judged.refusal);
  return leaves({ type: 'DueExtensionRequested', data: { via, ...groundsOf(attempt), due: judged.due } });
}

/** Grants the extension that was asked for, on the date asked for unless it names another. */
export function actExtendDue(attempt: CommandAttempt, via: Via): ActOutcome {
  const { state, command } = attempt;
  const request = state.extensionRequest;
  if (request === null) return turnsDown(...nothingToActOn(attempt));
  const judged = laterDue(
    attempt,
    fieldOf(command, 'due') === null ? { ok: true, due: request.due } : readDue(attempt, 'due'),
  );
  if (!judged.ok) return turnsDown(judged.refusal);
  const grounds = { ...(isBlank(request.reason) ? {} : { reason: request.reason }), ...groundsOf(attempt) };
  return leaves({ type: 'DueExtended', data: { via, ...grounds, due: judged.due, requestedBy: request.by } });
}

/** Says no to the extension that was asked for; the due date stays, and it may be asked for again. */
export function actDeclineExtension(attempt: CommandAttempt, via: Via): ActOutcome {
  const request = attempt.state.extensionRequest;
  if (request === null) return turnsDown(...nothingToActOn(attempt));
  const { due, by: requestedBy } = request;
  return leaves({ type: 'DueExtensionDeclined', data: { via, ...groundsOf(attempt), due, requestedBy } });
}

function laterDue({ state }: CommandAttempt, read: ReadDue): ReadDue {
  if (!read.ok) return read;
  const present = dueOf(state);
  const { text, latest } = read.due;
  // What has no date yet is given its first one.
  if (present === null ? state.undated !== null : latest > present.latest) return read;
  const facts = { due: text, present: present?.text ?? null };
  const message =
    present === null
      ? `${subjectOf(state)} has no due date that could be extended.`
      : `${quoted(text)} is no later than the due date ${quoted(present.text)}.`;
  return { ok: false, refusal: refuse('ITEM.DUE_NOT_LATER', message, facts, 'fields.due') };
}
