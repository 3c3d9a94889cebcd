import type { ItemEvent, Recorded } from '#domain';
import type { StoredEvent } from '#ledger';
import type { Projection } from '../runner/projection.js';
import { idIn } from '../runner/recorded.js';

export type ItemHistoryRows = {
  entry: { item: string; position: number; event: Recorded<ItemEvent> };
};

/**
 * The events of each item. They hold ids of people and bodies only: sentences, with the names of the
 * day, are made when the history is read, so that an erased name is gone from every one of them.
 */
export const itemHistoryView: Projection<ItemHistoryRows> = {
  name: 'item_history',
  version: 1,
  tables: {
    entry: {
      columns: { item: 'text', position: 'bigint', event: 'jsonb' },
      key: ['item', 'position'],
      indexes: [{ columns: ['position'] }],
    },
  },
  needs: (event) => (idIn(event.stream, 'item') === null ? null : {}),
  fold: (event: StoredEvent, rows) => {
    const item = idIn(event.stream, 'item');
    if (item === null) return;
    rows.put('entry', { item, position: event.position, event: event as Recorded<ItemEvent> });
  },
};
