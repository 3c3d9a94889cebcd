import type { StoredEvent } from '#ledger';
import type { Needs, Projection } from '../runner/projection.js';
import { idIn } from '../runner/recorded.js';
import type { WorkingSet } from '../runner/working-set.js';

export type PrerequisiteRows = {
  /** `item` waits for `target`. */
  link: {
    target: string;
    item: string;
    states: readonly string[];
    phrase: string;
    met: boolean;
    position: number;
  };
};

/** Which items wait for which: what a change of one may concern. */
export const prerequisites: Projection<PrerequisiteRows> = {
  name: 'prerequisites',
  version: 1,
  tables: {
    link: {
      columns: {
        target: 'text',
        item: 'text',
        states: 'jsonb',
        phrase: 'text',
        met: 'boolean',
        position: 'bigint',
      },
      key: ['target', 'item'],
    },
  },
  needs,
  fold,
};

function needs(event: StoredEvent): Needs<PrerequisiteRows> | null {
  switch (event.type) {
    case 'PrerequisiteLinked':
      return {};
    case 'PrerequisiteRemoved':
    case 'PrerequisiteMet':
    case 'PrerequisiteUnmet':
      return { link: [event.data.item] };
    default:
      return null;
  }
}

function fold(event: StoredEvent, rows: WorkingSet<PrerequisiteRows>): void {
  const item = idIn(event.stream, 'item');
  if (item === null) throw new Error(`${event.stream} is no item’s stream.`);
  const linkTo = (target: string) => {
    const link = rows.all('link', target).find((row) => row.item === item);
    if (link === undefined) throw new Error(`${item} does not wait for ${target}.`);
    return link;
  };
  switch (event.type) {
    case 'PrerequisiteLinked': {
      const { prerequisite, met } = event.data;
      const { item: target, states, phrase } = prerequisite;
      rows.put('link', { target, item, states, phrase, met, position: event.position });
      break;
    }
    case 'PrerequisiteRemoved':
      rows.remove('link', linkTo(event.data.item));
      break;
    case 'PrerequisiteMet':
      rows.put('link', { ...linkTo(event.data.item), met: true });
      break;
    case 'PrerequisiteUnmet':
      rows.put('link', { ...linkTo(event.data.item), met: false });
      break;
  }
}
