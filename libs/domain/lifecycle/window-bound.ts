import { addDays, isDay } from '../due/day.js';
import type { Day } from '../due/due-form.js';

/** One end of a window of days: a day, or so many days from the due date. */
export type WindowBound = { readonly day: Day } | { readonly fromDue: number };

/** Reads "2020-09-30", "due", "due-30" or "due+10"; null where it is none of these. */
export function windowBound(text: string): WindowBound | null {
  if (isDay(text)) return { day: text };
  const relative = /^due(?:([+-]\d{1,4}))?$/.exec(text);
  return relative === null ? null : { fromDue: Number(relative[1] ?? 0) };
}

/** The day that a bound means for an item due on a day; null where it means none, because nothing is due. */
export function boundDay(text: string, dueOn: Day | null): Day | null {
  const bound = windowBound(text);
  if (bound === null) return null;
  if ('day' in bound) return bound.day;
  return dueOn === null ? null : addDays(dueOn, bound.fromDue);
}
