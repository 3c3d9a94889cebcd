import { refuse } from '../../refusal.js';
import { either, quoted } from '../../sentence.js';
import { type Attempt, fails, hadCome, holds, type Judgement, subjectOf } from '../attempt.js';

/** Every part of it is done by the effective day. */
export function judgeParts(attempt: Attempt): Judgement {
  const { state } = attempt;
  const open = state.parts.filter(({ done, doneOn }) => !done || !hadCome(doneOn, attempt));
  const facts = { parts: state.parts.length, open: open.map(({ id }) => id) };
  if (open.length === 0) return holds(facts);
  const names = either(
    open.map(({ id, title }) => `${id} ${quoted(title)}`),
    'and',
  );
  const message = `${subjectOf(state)} has parts that are not done yet: ${names}.`;
  return fails(refuse('ITEM.PARTS_OPEN', message, facts));
}
