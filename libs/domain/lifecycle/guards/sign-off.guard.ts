import { refuse } from '../../refusal.js';
import { either, quoted } from '../../sentence.js';
import { type Attempt, fails, hadCome, holds, type Judgement, subjectOf } from '../attempt.js';

/** Each line that the item requires is cleared, on the text as it stands, by the effective day. */
export function judgeSignOff(attempt: Attempt): Judgement {
  const { state } = attempt;
  const cleared = state.signOffs.filter(
    ({ verdict, contentDigest, on }) =>
      verdict === 'clear' && contentDigest === state.contentDigest && hadCome(on, attempt),
  );
  const missing = state.lines.filter((line) => !cleared.some((signOff) => signOff.line === line));
  const facts = {
    contentDigest: state.contentDigest,
    missing,
    cleared: cleared.map(({ line, person }) => ({ line, person })),
  };
  if (missing.length === 0) return holds(facts);
  const lines = either(missing.map(quoted), 'and');
  const message = `${subjectOf(state)} still needs clearance of the present text on the line ${lines}.`;
  return fails(refuse('ITEM.SIGN_OFF_MISSING', message, facts));
}
