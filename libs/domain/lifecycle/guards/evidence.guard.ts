import { refuse } from '../../refusal.js';
import type { Act } from '../../type/type-definition.js';
import { type Attempt, fails, holds, type Judgement, subjectOf } from '../attempt.js';

/** Acts that are about the evidence which comes with them; others may rest on what is attached already. */
const needsItsOwn: ReadonlySet<Act> = new Set(['attach-evidence', 'complete-part']);

/** Something shows that it was done. */
export function judgeEvidence({ state, command, transition }: Attempt): Judgement {
  const attached = needsItsOwn.has(transition.act) ? 0 : state.evidence.length;
  const given = command?.evidence?.length ?? 0;
  const facts = { attached, given };
  if (command === null || attached + given > 0) return holds(facts);
  const message = `${subjectOf(state)}: attach what shows it, such as a paragraph, a link or a file.`;
  return fails(refuse('ITEM.EVIDENCE_MISSING', message, facts, 'evidence'));
}
