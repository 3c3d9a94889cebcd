import { readItems, type ViewAccess } from '#projections';
import type { ItemsInQuestion } from '#reminders';

/** Items with a due date that are not done with, by the view of items, a page at a time. */
export const itemsInQuestion =
  (views: ViewAccess): ItemsInQuestion =>
  async (today, position) => {
    const found: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await readItems(views, { cursor }, { asOf: today, waitFor: position });
      const open = page.items.filter(
        ({ dueLatest, overdue }) => dueLatest !== null && (overdue || dueLatest >= today),
      );
      found.push(...open.map(({ item }) => item));
      cursor = page.next;
    } while (cursor !== undefined);
    return found;
  };
