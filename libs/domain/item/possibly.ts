import { earlierOf, laterOf } from '../due/day.js';
import type { Day } from '../due/due-form.js';
import type { ItemEvent, Recorded } from '../events/index.js';
import { countingDay } from './counting-day.js';
import { evolveItem } from './evolve-item.js';
import type { ItemState } from './item-state.js';
import type { Printed } from './print-status.js';

/**
 * A state that an item may have been in before the day from which the step into it counts: on the days
 * from `since` up to, but not on, `until`.
 */
export interface PossibleState {
  readonly state: string;
  readonly since: Day;
  readonly until: Day;
  /** What printing it takes. */
  readonly facts: Printed;
}

/**
 * Every step of an effective history whose day leaves open whether it was earlier. Where nothing bounds it
 * ("by 2020-09-30", "not stated"), it may have been as early as the step before it, or the opening; and it
 * was never earlier than the step before it may have been.
 */
export function possibleStates(history: readonly Recorded<ItemEvent>[]): readonly PossibleState[] {
  const found: PossibleState[] = [];
  let before: ItemState | null = null;
  let earliest: Day = '';
  for (const event of history) {
    const after: ItemState = evolveItem(before, event);
    if (before !== null && after.state !== before.state) {
      const until = countingDay(event);
      const since: Day = laterOf(event.effectiveOn.earliest ?? after.openedOn, earliest);
      const { state, start, prerequisites } = after;
      if (since < until) found.push({ state, since, until, facts: { state, start, prerequisites } });
      earliest = earlierOf(since, until);
    }
    before = after;
  }
  return found;
}

/** Those that an item may have been in on a day. */
export const possibleOn = (states: readonly PossibleState[], day: Day): readonly PossibleState[] =>
  states.filter(({ since, until }) => since <= day && day < until);
