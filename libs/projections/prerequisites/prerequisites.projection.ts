import { effectiveHistory, type ItemEvent, type Recorded } from '#domain';
import type { StoredEvent } from '#ledger';
import type { Needs, Projection } from '../runner/projection.js';
import { idIn } from '../runner/recorded.js';
import type { WorkingSet } from '../runner/working-set.js';

export type PrerequisiteRows = {
  /** `item` waits for `target`. */
  link: {
    item: string;
    target: string;
    states: readonly string[];
    phrase: string;
    met: boolean;
    position: number;
  };
  /** What an item's links were told by: a correction changes what an earlier one of these said. */
  event: { item: string; position: number; event: Recorded<ItemEvent> };
};

/** Which items wait for which: what a change of one may concern. */
export const prerequisites: Projection<PrerequisiteRows> = {
  name: 'prerequisites',
  version: 2,
  tables: {
    link: {
      columns: {
        item: 'text',
        target: 'text',
        states: 'jsonb',
        phrase: 'text',
        met: 'boolean',
        position: 'bigint',
      },
      key: ['item', 'target'],
      indexes: [{ columns: ['target', 'item'] }],
    },
    event: {
      columns: { item: 'text', position: 'bigint', event: 'jsonb' },
      key: ['item', 'position'],
    },
  },
  needs,
  fold,
};

const telling: ReadonlySet<string> = new Set<ItemEvent['type']>([
  'PrerequisiteLinked',
  'PrerequisiteRemoved',
  'PrerequisiteMet',
  'PrerequisiteUnmet',
]);

function needs(event: StoredEvent): Needs<PrerequisiteRows> | null {
  const type = event.type === 'Corrected' ? event.data.target.type : event.type;
  const item = idIn(event.stream, 'item');
  return item === null || !telling.has(type) ? null : { link: [item], event: [item] };
}

function fold(stored: StoredEvent, rows: WorkingSet<PrerequisiteRows>): void {
  const event = stored as Recorded<ItemEvent>;
  const item = idIn(event.stream, 'item');
  if (item === null) throw new Error(`${event.stream} is no item’s stream.`);
  const { position } = event;
  const links = linksOf(item, [...rows.all('event', item).map((row) => row.event), event]);
  for (const row of rows.all('link', item)) if (!links.has(row.target)) rows.remove('link', row);
  for (const link of links.values()) rows.put('link', link);
  rows.put('event', { item, position, event });
}

/** What an item waits for, by what is on record of it, corrections included. */
function linksOf(
  item: string,
  events: readonly Recorded<ItemEvent>[],
): ReadonlyMap<string, PrerequisiteRows['link']> {
  const links = new Map<string, PrerequisiteRows['link']>();
  for (const { type, data, position } of effectiveHistory(events)) {
    switch (type) {
      case 'PrerequisiteLinked': {
        const { item: target, states, phrase } = data.prerequisite;
        links.set(target, { target, item, states, phrase, met: data.met, position });
        break;
      }
      case 'PrerequisiteRemoved':
        links.delete(data.item);
        break;
      case 'PrerequisiteMet':
      case 'PrerequisiteUnmet': {
        // A link that a correction took back is told of no more.
        const link = links.get(data.item);
        if (link !== undefined) links.set(data.item, { ...link, met: type === 'PrerequisiteMet' });
        break;
      }
    }
  }
  return links;
}
