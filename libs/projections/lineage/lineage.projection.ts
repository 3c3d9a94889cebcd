import type { ItemEvent } from '#domain';
import type { StoredEvent } from '#ledger';
import type { Projection } from '../runner/projection.js';
import { idIn } from '../runner/recorded.js';

export type LineageRows = {
  /** `item` was said to come from `target`, to rest on it, or to go with it; at this position for the first time. */
  link: { target: string; item: string; position: number };
};

/**
 * Which items may name which: where to look for what comes from an item. Whether it does, on a day and as
 * on record at a position, the items themselves say; so a link that was struck out does no harm here.
 */
export const lineageView: Projection<LineageRows> = {
  name: 'lineage',
  version: 2,
  tables: {
    link: {
      columns: { target: 'text', item: 'text', position: 'bigint' },
      key: ['target', 'item'],
    },
  },
  needs: (event) => {
    const target = targetOf(event);
    return target === null ? null : { link: [target] };
  },
  fold: (event, rows) => {
    const [target, item] = [targetOf(event), idIn(event.stream, 'item')];
    if (target === null || item === null) return;
    if (rows.all('link', target).some((link) => link.item === item)) return;
    rows.put('link', { target, item, position: event.position });
  },
};

/** The item that an event names as one that its own item is related to; a correction by what it puts right. */
function targetOf(event: StoredEvent): string | null {
  switch (event.type) {
    case 'ItemOpened':
      return event.data.succeeds ?? null;
    case 'LineageLinked':
    case 'BasisLinked':
    case 'CompanionLinked':
      return event.data.item ?? null;
    case 'Corrected':
      return related.has(event.data.target.type) ? itemIn(event.data.replacement?.data) : null;
    default:
      return null;
  }
}

const related: ReadonlySet<ItemEvent['type']> = new Set(['LineageLinked', 'BasisLinked', 'CompanionLinked']);

const itemIn = (data: ItemEvent['data'] | undefined): string | null =>
  data !== undefined && 'item' in data ? (data.item ?? null) : null;
