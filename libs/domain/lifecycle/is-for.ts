import type { ItemContext } from '../decide/item-command.js';
import { exactly } from '../due/effective-on.js';
import type { ItemState } from '../item/item-state.js';
import type { TransitionDefinition } from '../type/type-definition.js';
import type { CommandAttempt } from './attempt.js';
import { judgeState } from './decide-item.js';
import { judge } from './guards/index.js';

/** What tells whether a step is somebody's: who they are today, and what the item's type and plan say. */
export type WhoAsks = Pick<ItemContext, 'today' | 'actor' | 'definition' | 'planBody'>;

/**
 * Whether a step is possible from where the item stands and is for this person: by role, and by whom it
 * is to be kept apart from. What else it would take does not count: this is whose turn it is.
 * @param fields what the step would be about, such as `line`
 */
export function isFor(
  state: ItemState,
  name: string,
  fields: { readonly [name: string]: string },
  who: WhoAsks,
): boolean {
  const transition = who.definition.transitions[name];
  if (transition === undefined) return false;
  const attempt: CommandAttempt = {
    state,
    name,
    transition,
    command: { transition: name, effectiveOn: exactly(who.today), fields },
    context: { ...who, typeDigest: state.typeDigest, linked: new Map(), bodies: new Map(), sha256: () => '' },
  };
  const conditions = transition.guards.filter(({ kind }) => kind === 'role' || kind === 'separation');
  return (
    judgeState(attempt).length === 0 &&
    conditions.every((guard) => judge(guard, attempt).refusals.length === 0)
  );
}

/** The transitions of a type that do this, by name, from where the item stands. */
export const stepsFrom = (
  { transitions }: WhoAsks['definition'],
  { state }: Pick<ItemState, 'state'>,
  act: TransitionDefinition['act'],
): readonly string[] =>
  Object.entries(transitions).flatMap(([name, one]) =>
    one.act === act && one.from.includes(state) ? [name] : [],
  );
