import type { Projection } from '#projections';
import { toldEvent } from '../harness/entry.js';

export type ToldRows = {
  given: { nth: string; position: number; line: string };
  count: { of: string; events: number };
};

const ALL = 'all';

/** Writes down every event under how many it was given before: what is applied twice stands there twice. */
export const told: Projection<ToldRows> = {
  name: 'told',
  version: 1,
  tables: {
    given: { columns: { nth: 'text', position: 'bigint', line: 'text' }, key: ['nth'] },
    count: { columns: { of: 'text', events: 'integer' }, key: ['of'] },
  },
  needs: () => ({ count: [ALL] }),
  fold(event, rows) {
    const events = (rows.one('count', ALL)?.events ?? 0) + 1;
    rows.put('count', { of: ALL, events });
    rows.put('given', { nth: nth(events), position: event.position, line: toldEvent(event) });
  },
};

/** Sorts as the number does. */
export const nth = (count: number): string => String(count).padStart(9, '0');
