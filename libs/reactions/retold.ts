import {
  begunTooEarly,
  countingDay,
  type Day,
  effectiveHistory,
  foldHistory,
  foldHistoryAsOf,
  type ItemEvent,
  type Recorded,
} from '#domain';

type History = readonly Recorded<ItemEvent>[];

/** From a day on a prerequisite is met, or not. */
export interface Retold {
  readonly day: Day;
  readonly met: boolean;
}

/**
 * What an item is to be told anew about one that it waits for, after a correction of either: from the first
 * day on which its own record of the other is not how the other stood, whether it is met, and each change
 * of that. Nothing where its record is right.
 */
export function retold(dependent: History, prerequisite: History): readonly Retold[] {
  const history = effectiveHistory(dependent);
  const other = effectiveHistory(prerequisite);
  const item = /^item:(.+)$/.exec(prerequisite[0]?.stream ?? '')?.[1];
  const state = foldHistory(history);
  const link = state?.prerequisites.find((one) => one.item === item);
  const opening = foldHistory(other.slice(0, 1));
  if (state === null || link === undefined || opening === null) return [];
  const stateOn = (day: Day): string => (foldHistoryAsOf(other, day) ?? opening).state;
  const isMet = (day: Day): boolean => link.states.includes(stateOn(day));
  const days = [...new Set([...history, ...other].map(countingDay))].sort();
  const first = days.find((day) => {
    const own = foldHistoryAsOf(history, day)?.prerequisites.find((one) => one.item === item);
    return own !== undefined && own.met !== isMet(day);
  });
  if (first !== undefined) {
    const since = days.filter((day) => day >= first);
    return since
      .map((day): Retold => ({ day, met: isMet(day) }))
      .filter(({ met }, index, all) => index === 0 || met !== all[index - 1]?.met);
  }
  const last = days.at(-1);
  const isFlagged = state.flags.some((flag) => flag.code === 'BEGUN_TOO_EARLY' && flag.item === item);
  const isTooEarly = begunTooEarly(state, link, { stateOn });
  return last !== undefined && isMet(last) && isFlagged !== isTooEarly ? [{ day: last, met: true }] : [];
}
