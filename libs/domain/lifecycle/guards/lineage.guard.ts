import { refuse } from '../../refusal.js';
import { either, quoted, titled } from '../../sentence.js';
import type { Guard } from '../../type/type-definition.js';
import { type Attempt, fails, fieldOf, holds, type Judgement, subjectOf } from '../attempt.js';

/** The item that it is to derive from, cite or succeed is of a kind that its own kind may. */
export function judgeLineage(guard: Extract<Guard, { kind: 'lineage' }>, attempt: Attempt): Judgement {
  const { state, command, context } = attempt;
  const { relation, types } = guard;
  const item = fieldOf(command, 'relation') === relation ? fieldOf(command, 'item') : null;
  const linked = item === null ? undefined : context.linked.get(item);
  const facts = { relation, types, item, itemType: linked?.itemType ?? null };
  // What is not there at all is refused by the act.
  if (linked === undefined || types.includes(linked.itemType)) return holds(facts);
  const kinds = either(types.map((type) => titled(type)));
  const message = `${subjectOf(state)} takes for “${relation}” only an item of the type ${kinds}; ${quoted(linked.title)} is of the type ${titled(linked.itemType)}.`;
  return fails(refuse('ITEM.LINEAGE_NOT_ALLOWED', message, facts, 'fields.item'));
}
