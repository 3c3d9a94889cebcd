import { kyselyOn } from '#database';
import {
  createTestDatabase,
  foundSmallPlan,
  itemEvent,
  on,
  opened,
  type SmallPlan,
  type TestDatabase,
} from '#testing';
import { readPeople } from '../directory/directory.query.js';
import { readItemHistory } from '../item-history/item-history.query.js';
import { dependentsOf } from '../prerequisites/dependents-of.query.js';
import type { ViewAccess } from '../reflect/view-access.js';
import { catchUpViews } from '../views.js';
import { readItem } from './item-detail.query.js';
import { readItems } from './item-list.query.js';
import { readPaper, readPlanTable } from './plan-table.query.js';
import { resolveItem } from './resolve-item.query.js';

describe('queries of the status table', () => {
  let database: TestDatabase;
  let access: ViewAccess;
  let small: SmallPlan;

  beforeAll(async () => {
    database = await createTestDatabase();
    small = await foundSmallPlan(database.pool);
    access = { db: kyselyOn<unknown>(database.pool), ledger: small.ledger, waitTimeoutMs: 200 };
    await catchUpViews({ pool: database.pool, ledger: small.ledger });
  });

  afterAll(() => database.close());

  it('print the plan as the paper does, and nothing on a day before its steps', async () => {
    const paper = await readPaper(access, 'plan');
    expect(paper).toMatchObject({ asOf: '2020-09-30', simulated: true, title: 'The plan' });
    expect(paper?.components).toEqual([
      {
        title: 'Component',
        rows: [
          { number: '1', text: 'Item 1', dueText: 'By mid-2019', status: null },
          {
            number: '2',
            text: 'Item 2',
            dueText: 'By end 2019',
            status: 'Starting 2020 following the Framework’s endorsement',
          },
        ],
      },
    ]);
    expect(paper?.illustrative).toEqual(['Illustrative in item 2: a reason.']);
    const earlier = await readPaper(access, 'plan', { asOf: '2019-03-31' });
    expect(earlier?.components[0]?.rows.map(({ status }) => status)).toEqual([null, null]);
    const before = await readPaper(access, 'plan', { asOf: '2019-03-30' });
    expect(before?.components[0]?.rows).toEqual([]);
    expect(await readPaper(access, 'none')).toBeNull();
  });

  it('show beside a row what follows from the day', async () => {
    const table = await readPlanTable(access, 'plan', { asOf: '2021-01-01' });
    expect(table).toMatchObject({ bodyName: 'Governing Body', endorsedOn: '2019-03-31' });
    expect(table?.components[0]?.rows[1]).toMatchObject({
      status: 'Not started; to start following the Framework’s endorsement',
      overdue: true,
      blockedBy: ['maf'],
      ownerName: 'Olga Owner',
      start: { text: '2020', outlook: 'will-miss', standing: 'missed' },
      notes: ['planned start missed'],
      version: 4,
    });
  });

  it('list what is overdue, page by page', async () => {
    const first = await readItems(access, { overdue: true, limit: 1 });
    expect(first.items.map(({ number }) => number)).toEqual(['1']);
    const second = await readItems(access, { overdue: true, limit: 1, cursor: first.next });
    expect(second.items.map(({ number }) => number)).toEqual(['2']);
    expect(second.next).toBeUndefined();
    expect((await readItems(access, { overdue: true }, { asOf: '2019-06-30' })).items).toEqual([]);
    expect((await readItems(access, {})).items.map(({ item }) => item)).toEqual(['plan.1', 'plan.2', 'maf']);
    expect((await readItems(access, { owner: 'board' })).items.map(({ item }) => item)).toEqual(['maf']);
  });

  it('show an item with what it waits for, by its id or its number', async () => {
    expect(await resolveItem(access, '2')).toEqual({ kind: 'item', item: 'plan.2' });
    expect(await resolveItem(access, 'plan.2')).toEqual({ kind: 'item', item: 'plan.2' });
    expect(await resolveItem(access, '3')).toEqual({ kind: 'unknown' });
    const detail = await readItem(access, 'plan.2');
    expect(detail).toMatchObject({
      due: { original: { text: 'By end 2019' }, revised: null },
      prerequisites: [{ item: 'maf', title: 'The Framework', met: false }],
    });
    expect(await readItem(access, 'plan.2', { asOf: '2019-03-30' })).toBeNull();
    expect(await dependentsOf(access, 'maf')).toMatchObject([{ item: 'plan.2', met: false }]);
  });

  it('say no more than was on record at a position', async () => {
    const known = await access.ledger.positionAt('2019-12-31T00:00:00Z');
    const table = await readPlanTable(access, 'plan', { knownAt: known });
    expect(table?.knownAt).toEqual({ position: known, instant: '2019-03-01T00:00:00.000000Z' });
    expect(table?.components[0]?.rows[1]).toMatchObject({ state: 'agreed', blockedBy: [], version: 2 });
    expect((await readItemHistory(access, 'plan.2', { knownAt: known }))?.entries).toHaveLength(2);
    expect(await readPlanTable(access, 'plan', { knownAt: 3 })).toBeNull();
    expect((await readPeople(access, { knownAt: 3 })).people).toEqual([]);
  });

  it('do not guess which item is meant where a number names two', async () => {
    await small.append('item:other.2', itemEvent(opened('Another', { number: '2' }), on('2020-09-30')));
    await catchUpViews({ pool: database.pool, ledger: small.ledger });
    expect(await resolveItem(access, '2')).toEqual({ kind: 'ambiguous', items: ['other.2', 'plan.2'] });
    expect(await resolveItem(access, 'other.2')).toEqual({ kind: 'item', item: 'other.2' });
  });
});
