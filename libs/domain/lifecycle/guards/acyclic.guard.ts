import { refuse } from '../../refusal.js';
import { quoted } from '../../sentence.js';
import { type Attempt, fails, fieldOf, holds, type Judgement, subjectOf } from '../attempt.js';

/** The item that is to be waited for does not itself wait for this one, all the way down. */
export function judgeAcyclic({ state, command, context }: Attempt): Judgement {
  const item = fieldOf(command, 'prerequisite');
  if (item === null) return holds();
  const linked = context.linked.get(item);
  const waitsFor = linked?.waitsFor ?? [];
  const facts = { item, waitsFor };
  if (item !== state.item && !waitsFor.includes(state.item)) return holds(facts);
  const message =
    item === state.item
      ? `${subjectOf(state)} cannot wait for itself.`
      : `${subjectOf(state)} cannot wait for ${quoted(linked?.title ?? item)}, which waits for it already.`;
  return fails(refuse('ITEM.CIRCLE', message, facts, 'fields.prerequisite'));
}
