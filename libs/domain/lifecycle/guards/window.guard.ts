import { countsFrom } from '../../due/effective-on.js';
import { dueOf } from '../../item/start-outlook.js';
import { refuse } from '../../refusal.js';
import type { Guard } from '../../type/type-definition.js';
import { type Attempt, fails, holds, type Judgement, subjectOf } from '../attempt.js';
import { boundDay } from '../window-bound.js';

/**
 * The effective day lies within the window. Days from the due date bind nothing while nothing is due.
 * Asked without a command, it may yet be said to have happened before the window closed.
 */
export function judgeWindow(guard: Extract<Guard, { kind: 'window' }>, attempt: Attempt): Judgement {
  const { state, command, context } = attempt;
  const dueOn = dueOf(state)?.latest ?? null;
  const from = guard.from === undefined ? null : boundDay(guard.from, dueOn);
  const until = guard.until === undefined ? null : boundDay(guard.until, dueOn);
  const day = command === null ? context.today : countsFrom(command.effectiveOn, context.today);
  const facts = { from, until, day };
  const subject = subjectOf(state);
  const refusal = (when: string) =>
    refuse(
      'ITEM.OUTSIDE_WINDOW',
      `${subject}: this is possible ${when}; ${day} is not.`,
      facts,
      'effectiveOn',
    );
  if (from !== null && day < from) return fails(refusal(`from ${from} on`));
  if (until !== null && day > until && command !== null) return fails(refusal(`up to ${until}`));
  return holds(facts);
}
