import { refuse } from '../../refusal.js';
import { either, quoted } from '../../sentence.js';
import { type Attempt, fails, holds, type Judgement, subjectOf } from '../attempt.js';

/** Every part of it is done. */
export function judgeParts({ state }: Attempt): Judgement {
  const open = state.parts.filter(({ done }) => !done);
  const facts = { parts: state.parts.length, open: open.map(({ id }) => id) };
  if (open.length === 0) return holds(facts);
  const names = either(
    open.map(({ id, title }) => `${id} ${quoted(title)}`),
    'and',
  );
  const message = `${subjectOf(state)} has parts that are not done yet: ${names}.`;
  return fails(refuse('ITEM.PARTS_OPEN', message, facts));
}
