import type { Day } from '../due/due-form.js';
import type { ItemEvent, Recorded } from '../events/index.js';
import { countingDay } from './counting-day.js';
import { effectiveHistory } from './effective-history.js';
import { evolveItem } from './evolve-item.js';
import type { ItemState } from './item-state.js';

/** The item after all of its events, in order of version, as corrected; null for a stream without any. */
export function foldItem(events: readonly Recorded<ItemEvent>[]): ItemState | null {
  return foldHistory(effectiveHistory(events));
}

/** The item after a history in which corrections have been applied already. */
export function foldHistory(history: readonly Recorded<ItemEvent>[]): ItemState | null {
  return history.reduce<ItemState | null>(evolveItem, null);
}

/**
 * The item as it stood at the end of a day: of the events on record, as corrected since, those whose
 * effective on counts from that day or earlier, in the order in which they were recorded; null where it was
 * not open yet. "Not stated" counts from the day it was recorded.
 */
export function foldItemAsOf(events: readonly Recorded<ItemEvent>[], day: Day): ItemState | null {
  return foldHistoryAsOf(effectiveHistory(events), day);
}

/** The same of a history in which corrections have been applied already. */
export function foldHistoryAsOf(history: readonly Recorded<ItemEvent>[], day: Day): ItemState | null {
  const [opening, ...others] = history.filter((event) => countingDay(event) <= day);
  return opening?.type === 'ItemOpened' ? foldHistory([opening, ...others]) : null;
}
