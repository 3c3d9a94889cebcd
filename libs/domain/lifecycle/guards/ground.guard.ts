import { refuse } from '../../refusal.js';
import { type Attempt, fails, holds, isBlank, type Judgement, subjectOf } from '../attempt.js';

/** It says on what ground: a paragraph, a paper, an authority. */
export function judgeGround({ state, command }: Attempt): Judgement {
  const facts = { given: !isBlank(command?.ground) };
  if (command === null || facts.given) return holds(facts);
  const message = `${subjectOf(state)}: say on what ground, such as a paragraph of a paper.`;
  return fails(refuse('ITEM.GROUND_MISSING', message, facts, 'ground'));
}
