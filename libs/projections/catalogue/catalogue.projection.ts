import type { Day, TypeDefinition } from '#domain';
import type { StoredEvent } from '#ledger';
import type { Needs, Projection } from '../runner/projection.js';
import { countingDay, idIn } from '../runner/recorded.js';
import type { WorkingSet } from '../runner/working-set.js';

export type CatalogueRows = {
  /** One row: how the ledger was opened. */
  opening: {
    opening: 'ledger';
    origin: string;
    clock: 'real' | 'simulated';
    reminders: boolean;
    position: number;
  };
  plan: {
    plan: string;
    title: string;
    body: string;
    components: readonly { readonly id: string; readonly title: string }[];
    items: readonly { readonly item: string; readonly component: string }[];
    endorsed_on: Day;
    position: number;
  };
  /** Stretches of days that due texts may name. */
  period: { name: string; first_day: Day; last_day: Day; position: number };
  type: { digest: string; id: string; version: number; definition: TypeDefinition; position: number };
};

/** Plans, published types by their digest, and how the ledger was opened. */
export const catalogue: Projection<CatalogueRows> = {
  name: 'catalogue',
  version: 2,
  tables: {
    opening: {
      columns: { opening: 'text', origin: 'text', clock: 'text', reminders: 'boolean', position: 'bigint' },
      key: ['opening'],
    },
    plan: {
      columns: {
        plan: 'text',
        title: 'text',
        body: 'text',
        components: 'jsonb',
        items: 'jsonb',
        endorsed_on: 'date',
        position: 'bigint',
      },
      key: ['plan'],
    },
    period: {
      columns: { name: 'text', first_day: 'date', last_day: 'date', position: 'bigint' },
      key: ['name'],
    },
    type: {
      columns: { digest: 'text', id: 'text', version: 'integer', definition: 'jsonb', position: 'bigint' },
      key: ['digest'],
      indexes: [{ columns: ['id', 'version'] }],
    },
  },
  needs,
  fold,
};

function needs({ type, stream }: StoredEvent): Needs<CatalogueRows> | null {
  switch (type) {
    case 'RemindersBegun':
      return { opening: ['ledger'] };
    case 'PlanItemAdded': {
      const plan = idIn(stream, 'plan');
      return plan === null ? null : { plan: [plan] };
    }
    case 'LedgerOpened':
    case 'PeriodDefined':
    case 'PlanEndorsed':
    case 'TypePublished':
      return {};
    default:
      return null;
  }
}

function fold(event: StoredEvent, rows: WorkingSet<CatalogueRows>): void {
  const { position } = event;
  switch (event.type) {
    case 'LedgerOpened': {
      const { origin, clock, reminders } = event.data;
      rows.put('opening', { opening: 'ledger', origin, clock, reminders, position });
      break;
    }
    case 'RemindersBegun': {
      const opening = rows.one('opening', 'ledger');
      if (opening === undefined) throw new Error('Reminders begin before the ledger was opened.');
      rows.put('opening', { ...opening, reminders: true });
      break;
    }
    case 'PeriodDefined': {
      const { name, from, until } = event.data;
      rows.put('period', { name, first_day: from, last_day: until, position });
      break;
    }
    case 'PlanEndorsed': {
      const plan = idIn(event.stream, 'plan');
      if (plan === null) throw new Error('A plan was endorsed on a stream that is none of a plan.');
      const { title, body, components, items } = event.data;
      rows.put('plan', { plan, title, body, components, items, endorsed_on: countingDay(event), position });
      break;
    }
    case 'PlanItemAdded': {
      const row = rows.one('plan', idIn(event.stream, 'plan') ?? '');
      if (row === undefined) throw new Error('A plan got an item before it was endorsed.');
      const { item, component } = event.data;
      rows.put('plan', { ...row, items: [...row.items, { item, component }] });
      break;
    }
    case 'TypePublished': {
      const { definition, digest } = event.data;
      const { id, version } = definition;
      rows.put('type', { digest, id, version, definition, position });
      break;
    }
  }
}
