import { dueOf, startOutlook } from '../../item/start-outlook.js';
import { refuse } from '../../refusal.js';
import type { Guard } from '../../type/type-definition.js';
import { type Attempt, fails, fieldOf, holds, isBlank, type Judgement, subjectOf } from '../attempt.js';
import { readDue } from '../read-due.js';

/** A reason is given, or stands in the request that this answers. */
export function judgeReason(guard: Extract<Guard, { kind: 'reason' }>, attempt: Attempt): Judgement {
  const { state, command, transition } = attempt;
  const why = guard.when === undefined ? 'it always takes one' : whyStartTakesOne(attempt);
  const requested = transition.act === 'extend-due' ? state.extensionRequest?.reason : undefined;
  const given = !isBlank(command?.reason) || !isBlank(requested);
  const facts = { needed: why !== null, given };
  if (command === null || why === null || given) return holds(facts);
  const message = `${subjectOf(state)}: give a reason; ${why}.`;
  return fails(refuse('ITEM.REASON_MISSING', message, facts, 'reason'));
}

function whyStartTakesOne({ state, command, context }: Attempt): string | null {
  if (state.start !== null) return `the start was planned before, for “${state.start.form.text}”`;
  if (command === null || fieldOf(command, 'start') === null) return null;
  const parsed = readDue({ command, context }, 'start');
  if (!parsed.ok) return null;
  const due = dueOf(state);
  switch (startOutlook(parsed.due, due)) {
    case 'will-miss':
      return `a start in “${parsed.due.text}” will miss the due date “${due?.text}”`;
    case 'may-miss':
      return `a start in “${parsed.due.text}” may miss the due date “${due?.text}”`;
    case 'in-time':
    case 'no-due-date':
      return null;
  }
}
