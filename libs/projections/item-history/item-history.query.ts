import { sql } from 'kysely';
import {
  type Actor,
  corrected,
  correctionsIn,
  effectiveHistory,
  type ItemEvent,
  type Recorded,
} from '#domain';
import { directory } from '../directory/directory.projection.js';
import { readNames } from '../directory/names.js';
import { reflect } from '../reflect/reflect.js';
import type { Vantage, ViewAccess } from '../reflect/view-access.js';
import { viewDatabase } from '../reflect/view-database.js';
import { countingDay } from '../runner/recorded.js';
import { entryOf } from './entry.js';
import type { ItemHistory } from './item-history.answer.js';
import { itemHistoryView } from './item-history.projection.js';
import { mentioned } from './mentioned.js';

type Entry = Recorded<ItemEvent>;

/**
 * What happened to an item, by its id, in the order in which it was recorded. With `asOf`, what took
 * effect by that day only; without, all of it. Null where no such item is on record.
 * Corrected entries stand where they were, as they are right, with what had been recorded beside them.
 *
 * @param asker who is told which of the entries they may correct
 * @throws ViewBehind
 */
export async function readItemHistory(
  access: ViewAccess,
  item: string,
  vantage: Vantage = {},
  asker: Actor | null = null,
): Promise<ItemHistory | null> {
  const reflected = await reflect(access, [itemHistoryView, directory], vantage);
  const known = reflected.knownAt.position;
  const entries = await eventsWhere(access, known, { item });
  const opening = entries[0];
  if (opening === undefined) return null;
  const { asOf } = vantage;
  const corrections = correctionsIn(entries);
  const standing = (event: Entry) => corrected(event, corrections.get(event.version)?.replacement ?? {});
  const events =
    asOf === undefined ? entries : entries.filter((event) => countingDay(standing(event)) <= asOf);
  const causes = await eventsWhere(access, known, { positions: events.flatMap(causeOf) });
  const told = [...events, ...events.map(standing), ...causes];
  const titles = await readTitles(
    access,
    known,
    told.flatMap((event) => mentioned(event).items),
  );
  const names = await readNames(
    access,
    told.flatMap((event) => mentioned(event).people),
  );
  const byPosition = new Map(causes.map((cause) => [cause.position, cause]));
  const opened = standing(opening);
  const beside = { events: entries, causes: byPosition, asker };
  return {
    ...reflected,
    item,
    title: opened.type === 'ItemOpened' ? opened.data.title : item,
    entries: events.map((event) => entryOf(event, beside, { names, titles })),
  };
}

/** The position of the event that a reaction answered, if one did. */
const causeOf = ({ data }: Entry): number[] => ('cause' in data ? [data.cause.position] : []);

async function eventsWhere(
  access: ViewAccess,
  known: number,
  wanted: { readonly item: string } | { readonly positions: readonly number[] },
): Promise<readonly Entry[]> {
  if ('positions' in wanted && wanted.positions.length === 0) return [];
  const query = viewDatabase(access.db, itemHistoryView)
    .selectFrom('entry')
    .select('event')
    .where('ledger', '=', access.ledger.name)
    .where('position', '<=', known)
    .orderBy('position');
  const rows = await ('item' in wanted
    ? query.where('item', '=', wanted.item)
    : query.where('position', 'in', wanted.positions)
  ).execute();
  return rows.map(({ event }) => event);
}

/** Titles of items, from the opening of each and what has been put right about it. */
async function readTitles(
  access: ViewAccess,
  known: number,
  items: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (items.length === 0) return new Map();
  const rows = await viewDatabase(access.db, itemHistoryView)
    .selectFrom('entry')
    .select(['item', 'event'])
    .where('ledger', '=', access.ledger.name)
    .where('item', 'in', items)
    .where('position', '<=', known)
    .where(sql<boolean>`'1' in (event ->> 'version', event #>> '{data,target,version}')`)
    .orderBy('position')
    .execute();
  const byItem = new Map<string, Entry[]>();
  for (const { item, event } of rows) byItem.set(item, [...(byItem.get(item) ?? []), event]);
  return new Map(
    [...byItem].flatMap(([item, told]) => {
      const [opening] = effectiveHistory(told);
      return opening?.type === 'ItemOpened' ? [[item, opening.data.title]] : [];
    }),
  );
}
