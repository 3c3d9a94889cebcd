import { addDays, daysBetween } from '../due/day.js';
import type { Day, DueForm } from '../due/due-form.js';
import type { ReminderSchedule, Rung } from '../type/type-definition.js';

export interface OwedRung {
  /** The rung's id; its repeats count on: `overdue`, `overdue.2`, `overdue.3`. */
  readonly id: string;
  readonly dueOn: Day;
  readonly to: Rung['to'];
}

/**
 * The rungs that have fallen due up to today, oldest first. The last one is the one to send; those before
 * it were missed and are folded into it. A rung handled before settles itself and everything older.
 * @param handled ids of rungs already sent, held back or ambiguous for this deadline and person
 */
export function owedRungs(
  schedule: ReminderSchedule,
  due: DueForm,
  today: Day,
  handled: ReadonlySet<string> = new Set(),
): readonly OwedRung[] {
  const fallen = schedule.rungs
    .flatMap((rung) => occurrences(rung, due.latest, today))
    .sort((a, b) => (a.dueOn === b.dueOn ? 0 : a.dueOn < b.dueOn ? -1 : 1));
  const settled = fallen.findLastIndex(({ id }) => handled.has(id));
  return fallen.slice(settled + 1);
}

function occurrences({ id, days, every, to }: Rung, deadline: Day, today: Day): readonly OwedRung[] {
  const first = addDays(deadline, days);
  if (first > today) return [];
  const repeats = every === undefined ? 0 : Math.floor(daysBetween(first, today) / every);
  return Array.from({ length: repeats + 1 }, (_, index) => ({
    id: index === 0 ? id : `${id}.${index + 1}`,
    dueOn: addDays(first, index * (every ?? 0)),
    to,
  }));
}
