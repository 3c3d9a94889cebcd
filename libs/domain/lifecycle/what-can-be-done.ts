import type { ItemContext } from '../decide/item-command.js';
import type { ItemState } from '../item/item-state.js';
import type { Refusal } from '../refusal.js';
import type { Act } from '../type/type-definition.js';
import { fieldTitle } from './act-fields.js';
import { nothingToActOn } from './acts/nothing-to-act-on.js';
import type { Attempt } from './attempt.js';
import { judgeState } from './decide-item.js';
import { judge } from './guards/index.js';
import { inputsOf } from './inputs.js';

/** One transition, for somebody who asks what can be done. */
export interface Possibility {
  readonly transition: string;
  readonly title: string;
  readonly act: Act;
  readonly label: string;
  /** Possible now for this actor, once its required fields are filled in. */
  readonly allowed: boolean;
  /** Everything that keeps it from being possible. */
  readonly refusals: readonly Refusal[];
  readonly fields: readonly PossibilityField[];
}

/** Something to fill in: `reason`, `ground`, `evidence`, `decidedBy` of the command itself, or one of its `fields`. */
export interface PossibilityField {
  readonly name: string;
  readonly required: boolean;
  readonly title: string;
}

/** What can be done with the item now and what keeps the rest from it, by the guards that a command meets. */
export function whatCanBeDone(state: ItemState, context: ItemContext): readonly Possibility[] {
  return Object.entries(context.definition.transitions)
    .filter(([, { byReaction }]) => byReaction !== true)
    .map(([name, transition]) => {
      const attempt: Attempt = { state, name, transition, context, command: null };
      const refusals = [
        ...judgeState(attempt),
        ...transition.guards.flatMap((guard) => judge(guard, attempt).refusals),
        ...nothingToActOn(attempt),
      ];
      return {
        transition: name,
        title: transition.title.en,
        act: transition.act,
        label: transition.label,
        allowed: refusals.length === 0,
        refusals,
        fields: inputsOf(attempt).map((field) => ({
          ...field,
          title: fieldTitle(field.name, transition.act),
        })),
      };
    });
}
