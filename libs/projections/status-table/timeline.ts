import {
  type Day,
  effectiveHistory,
  evolveItem,
  foldHistoryAsOf,
  type ItemEvent,
  type ItemState,
  laterOf,
  type PossibleState,
  possibleStates,
  type Recorded,
} from '#domain';
import { countingDay } from '../runner/recorded.js';

/** An item's state on the days from `from` up to, but not on, `to`; null: until further notice. */
export interface Segment {
  readonly from: Day;
  readonly to: Day | null;
  readonly state: ItemState;
  /** States that steps which count only later may have brought it into by then. */
  readonly possibly: readonly PossibleState[];
}

type History = readonly Recorded<ItemEvent>[];

/**
 * From which day on the last of an item's events changes what was true, or may have been. Nothing is true of
 * an item before it was opened: what is said to have been counts from the opening on.
 */
export function changesFrom(events: History): Day {
  const event = events.at(-1);
  if (event === undefined) throw new Error('A timeline is told by events.');
  const version = event.type === 'Corrected' ? event.data.target.version : event.version;
  const told = [effectiveHistory(events.slice(0, -1)), effectiveHistory(events)];
  const openings = told.flatMap(([first]) => (first === undefined ? [] : [countingDay(first)]));
  const opening = earliestOf(openings) ?? countingDay(event);
  const days = told
    .flatMap((history) => history.filter((one) => one.version === version))
    .flatMap((one) => [countingDay(one), mayBeFrom(one, opening)]);
  const day = earliestOf(days) ?? countingDay(event);
  return laterOf(day, opening);
}

/**
 * Whether an event changes nothing before the day from which it counts, on which, or after which, that day
 * is: the latest from which anything of its item counts so far.
 */
export function isNext(event: Recorded<ItemEvent>, latest: Day): boolean {
  if (event.type === 'Corrected' || event.type === 'ItemOpened') return false;
  const { earliest, latest: until } = event.effectiveOn;
  const moves =
    event.type === 'ItemMigrated' || ('via' in event.data && event.data.via.from !== event.data.via.to);
  return countingDay(event) >= latest && (!moves || (earliest !== null && earliest === until));
}

/** The one segment that such an event leaves, on what held until further notice before it: as `timeline` tells it. */
export function following(
  before: ItemState,
  possibly: readonly PossibleState[],
  event: Recorded<ItemEvent>,
): Segment {
  const from = countingDay(event);
  const state = evolveItem(before, event);
  return { from, to: null, state, possibly: possibly.filter(({ until }) => until > from) };
}

/** From which day on a step may have been made; for what moves nothing, the day from which it counts. */
function mayBeFrom(event: Recorded<ItemEvent>, opening: Day): Day {
  const via = 'via' in event.data ? event.data.via : null;
  if (via === null || via.from === via.to) return countingDay(event);
  return event.effectiveOn.earliest ?? opening;
}

const earliestOf = (days: readonly Day[]): Day | undefined => [...days].sort()[0];

/**
 * What was true of an item when, told by these events (all of its stream, in order), on the days from
 * `since` on: one segment for each day on which something changed.
 */
export function timeline(events: History, since: Day): readonly Segment[] {
  const history = effectiveHistory(events);
  const [first] = history;
  if (first === undefined) return [];
  const opening = countingDay(first);
  const days = [...new Set([since, ...history.map((event) => laterOf(countingDay(event), opening))])]
    .filter((day) => day >= since)
    .sort();
  const possible = possibleStates(history);
  return days.flatMap((from, index) => {
    const state = foldHistoryAsOf(history, from);
    if (state === null) return [];
    return [
      { from, to: days[index + 1] ?? null, state, possibly: possible.filter(({ until }) => until > from) },
    ];
  });
}
