import { type Kysely, sql } from 'kysely';
import { kyselyOn } from '#database';
import type { ItemEvent } from '#domain';
import {
  createTestDatabase,
  eventOf,
  followUpDigest,
  foundSmallPlan,
  itemEvent,
  on,
  type SmallPlan,
  type TestDatabase,
  via,
} from '#testing';
import {
  catchUpViews,
  dependentsOf,
  readBodies,
  readItemHistory,
  readLedgerInfo,
  readParked,
  readPeople,
  readPlans,
  readPlanTable,
  readTypes,
  rebuildViews,
  type ViewAccess,
  waitForPosition,
} from './index.js';

const started: ItemEvent = {
  type: 'Transitioned',
  data: {
    via: via('start', 'planned', 'ongoing', 'FollowUpStarted', [
      { guard: 'prerequisites', facts: { unmet: [] } },
    ]),
    ground: 'GB.340/INS/6 ¶7',
    decision: { session: '340th Session', reference: 'GB.340/INS/6' },
  },
};

describe('the views', () => {
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

  it('tell the history in words, with its causes', async () => {
    const cause = await small.append(
      'item:maf',
      itemEvent(
        { ...started, data: { ...started.data, ground: 'The principals’ letter' } },
        on('2020-09-30'),
        'board',
      ),
    );
    const met: ItemEvent = {
      type: 'PrerequisiteMet',
      data: {
        via: via('prerequisite-met', 'planned', 'planned', 'PrerequisiteMet'),
        item: 'maf',
        state: 'ongoing',
        cause: { stream: 'item:maf', position: cause, label: 'FollowUpStarted' },
      },
    };
    await small.append('item:plan.2', itemEvent(met, on('2020-09-30')), itemEvent(started, on('2020-09-30')));
    await catchUpViews({ pool: database.pool, ledger: small.ledger });
    const history = await readItemHistory(access, 'plan.2');
    expect(history?.entries.map(({ sentence }) => sentence)).toEqual([
      'Plan endorsed: item 2, decided by Governing Body, effective 2019-03-31; recorded on 2019-03-01 by Tess Tester (illustrative).',
      'Due date set: “By end 2019”, decided by Governing Body, effective 2019-03-31; recorded on 2019-03-01 by Tess Tester (illustrative).',
      'Made to wait for “The Framework” (following the Framework’s endorsement), effective by 2020-09-30; recorded on 2020-09-30 by Tess Tester (illustrative). Reason: It rests on it.',
      'Start planned for “2020”, which will miss the due date, effective by 2020-09-30; recorded on 2020-09-30 by Tess Tester (illustrative).',
      'What it waits for is there: “The Framework” is ongoing, effective 2020-09-30; recorded on 2020-09-30 by Tess Tester (illustrative).',
      'Follow up started, effective 2020-09-30; recorded on 2020-09-30 by Tess Tester (illustrative). Ground: GB.340/INS/6 ¶7.',
    ]);
    expect(history?.entries[4]?.causedBy).toEqual({
      position: cause,
      stream: 'item:maf',
      label: 'FollowUpStarted',
      sentence:
        'Follow up started, decided by Governing Body (340th Session, GB.340/INS/6), effective 2020-09-30; recorded on 2020-09-30 by Tess Tester (illustrative). Ground: The principals’ letter.',
    });
    expect(history?.entries[5]?.saw).toEqual([{ guard: 'prerequisites', facts: { unmet: [] } }]);
    expect((await readItemHistory(access, 'plan.2', { asOf: '2020-09-29' }))?.entries).toHaveLength(2);
    expect(await dependentsOf(access, 'maf')).toMatchObject([{ item: 'plan.2', met: true }]);
  });

  it('know the ledger, its plans, types, people and bodies', async () => {
    expect(await readLedgerInfo(access)).toMatchObject({
      ledger: access.ledger.name,
      clock: { kind: 'simulated', today: '2020-09-30' },
      opened: true,
      reminders: false,
    });
    await small.append('ledger', eventOf('RemindersBegun', {}));
    await small.append('person:olga', eventOf('RoleEnded', { role: 'staff', until: '2020-06-30' }));
    const before = (await access.ledger.lastPosition()) - 1;
    await catchUpViews({ pool: database.pool, ledger: small.ledger });
    expect((await readLedgerInfo(access)).reminders).toBe(true);
    expect((await readPlans(access)).plans).toMatchObject([
      { plan: 'plan', bodyName: 'Governing Body', items: 2 },
    ]);
    expect((await readTypes(access)).types).toMatchObject([
      { id: 'follow-up', version: 1, digest: followUpDigest },
    ]);
    expect((await readBodies(access)).bodies).toMatchObject([{ id: 'board', liaisonName: 'Lea Liaison' }]);
    const until = async (knownAt?: number) =>
      (await readPeople(access, { knownAt })).people.find(({ id }) => id === 'olga')?.roles[0]?.until;
    expect(await until()).toBe('2020-06-30');
    expect(await until(before)).toBeNull();
  });

  it('wait for a position, and say that they are behind', async () => {
    const last = await small.clockTo('2020-10-01');
    await expect(readPlans(access, { waitFor: last })).rejects.toMatchObject({
      name: 'ViewBehind',
      wanted: last,
    });
    await catchUpViews({ pool: database.pool, ledger: small.ledger });
    expect((await readPlans(access, { waitFor: last })).position).toBe(last);
    expect(await waitForPosition(access, last)).toBe(last);
  });

  it('show “erased” everywhere once a person’s key is destroyed, filled anew or not', async () => {
    await small.append('ledger', eventOf('KeyDestroyed', { person: 'tester' }));
    await small.append('ledger', eventOf('KeyDestroyed', { person: 'olga' }));
    await catchUpViews({ pool: database.pool, ledger: small.ledger });
    const seen = async () => ({
      people: await readPeople(access),
      table: await readPlanTable(access, 'plan'),
      history: await readItemHistory(access, 'plan.2'),
    });
    const erased = await seen();
    expect(erased.people.people.filter((one) => one.erased).map(({ name }) => name)).toEqual([
      'erased',
      'erased',
    ]);
    expect(erased.table?.components[0]?.rows[0]?.ownerName).toBe('erased');
    expect(erased.history?.entries[5]?.actorName).toBe('erased');
    const stored = await everythingStored(access.db);
    expect(stored).toContain('Lea Liaison');
    for (const personal of ['Tess', 'Olga Owner', 'olga@', 'tester@']) expect(stored).not.toContain(personal);
    expect(JSON.stringify(erased)).not.toMatch(/Tess|Olga Owner/);
  });

  it('hold the same when they are filled anew, with nothing left out', async () => {
    const before = await everythingStored(access.db);
    await rebuildViews({ pool: database.pool, ledger: small.ledger, batchSize: 3 });
    expect(await everythingStored(access.db)).toBe(before);
    expect(await readParked(access)).toEqual([]);
  });
});

/** Every row of every table of every view, as text, in order. */
async function everythingStored(db: Kysely<unknown>): Promise<string> {
  const tables = await sql<{ schema: string; name: string }>`
    select table_schema as schema, table_name as name from information_schema.tables
    where table_schema like 'view\\_%' order by 1, 2`.execute(db);
  const texts = await Promise.all(
    tables.rows.map(async ({ schema, name }) => {
      const { rows } = await sql<{ row: string }>`
        select to_jsonb(stored)::text as row from ${sql.id(schema, name)} as stored order by 1`.execute(db);
      return rows.map(({ row }) => `${schema}.${name} ${row}`);
    }),
  );
  return texts.flat().join('\n');
}
