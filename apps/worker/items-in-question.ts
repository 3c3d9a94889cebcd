import { readItems, type ViewAccess } from '#projections';
import type { ItemsInQuestion } from '#reminders';

/** A scan that finds the views behind comes back to it, and must not keep a worker from stopping. */
const patienceMs = 1_000;

/** Items with a due date that are not done with, by the view of items, a page at a time. */
export const itemsInQuestion =
  (views: ViewAccess): ItemsInQuestion =>
  async (today, position) => {
    const found: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await readItems(
        { ...views, waitTimeoutMs: patienceMs },
        { cursor },
        { asOf: today, waitFor: position },
      );
      const open = page.items.filter(
        ({ dueLatest, overdue }) => dueLatest !== null && (overdue || dueLatest >= today),
      );
      found.push(...open.map(({ item }) => item));
      cursor = page.next;
    } while (cursor !== undefined);
    return found;
  };
