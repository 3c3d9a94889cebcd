import { type Day, foldItemAsOf, type ItemEvent, type ItemState, type Recorded } from '#domain';
import { countingDay } from '../runner/recorded.js';

/** An item's state on the days from `from` up to, but not on, `to`; null: until further notice. */
export interface Segment {
  readonly from: Day;
  readonly to: Day | null;
  readonly state: ItemState;
}

/**
 * From which day on an event can change what was true. Nothing is true of an item before it was
 * opened: what is said to have been counts from the opening on.
 */
export function changesFrom(events: readonly Recorded<ItemEvent>[], event: Recorded<ItemEvent>): Day {
  const day = countingDay(event);
  const opening = countingDay(events[0] ?? event);
  if (day < opening) return opening;
  return day;
}

/**
 * What was true of an item when, told by these events (all of its stream, in order), on the days from
 * `since` on: one segment for each day on which something changed.
 */
export function timeline(events: readonly Recorded<ItemEvent>[], since: Day): readonly Segment[] {
  const days = [...new Set(events.map((event) => changesFrom(events, event)))]
    .filter((day) => day >= since)
    .sort();
  return days.flatMap((from, index) => {
    const state = foldItemAsOf(events, from);
    return state === null ? [] : [{ from, to: days[index + 1] ?? null, state }];
  });
}
