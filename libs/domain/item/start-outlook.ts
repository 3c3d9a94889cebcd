import type { Day, DueForm } from '../due/due-form.js';
import { leavesOpen } from '../due/parse-due.js';
import type { StartOutlook } from '../events/index.js';
import type { ItemState } from './item-state.js';

/** The deadline that counts: the revision if there is one. */
export const dueOf = (state: Pick<ItemState, 'due'>): DueForm | null =>
  state.due === null ? null : (state.due.revised ?? state.due.original);

/** The last day that is in time by every reading. */
export const strictestDay = ({ kind, earliest, latest }: DueForm): Day =>
  kind === 'period' ? latest : earliest;

/**
 * How a planned start stands to a due date: `in-time` if even its last day is within the strictest
 * reading, `will-miss` if even its first day is past the most lenient one. A start "by" a day may be
 * any earlier one, so it is never certain to miss. To start on the due date itself is in time.
 */
export function startOutlook(start: DueForm, due: DueForm | null): StartOutlook {
  if (due === null) return 'no-due-date';
  const isOpen = start.kind === 'deadline' && leavesOpen(start.text);
  if (!isOpen && start.earliest > due.latest) return 'will-miss';
  return start.latest <= strictestDay(due) ? 'in-time' : 'may-miss';
}
