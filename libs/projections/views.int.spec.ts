import { type Kysely, sql } from 'kysely';
import { kyselyOn } from '#database';
import type { ItemEvent } from '#domain';
import type { Ledger, NewEvent } from '#ledger';
import {
  appendTo,
  createTestDatabase,
  createTestLedger,
  deadline,
  eventOf,
  followUp,
  followUpDigest,
  itemEvent,
  on,
  opened,
  type TestDatabase,
  via,
} from '#testing';
import {
  catchUpViews,
  dependentsOf,
  readBodies,
  readItem,
  readItemHistory,
  readItems,
  readLedgerInfo,
  readPaper,
  readParked,
  readPeople,
  readPlans,
  readPlanTable,
  readTypes,
  rebuildViews,
  resolveItem,
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
  let db: Kysely<unknown>;
  let ledger: Ledger;
  let access: ViewAccess;
  let versions: Map<string, number>;

  const append = async (stream: string, ...events: [NewEvent, ...NewEvent[]]) => {
    const version = versions.get(stream) ?? 0;
    const verdict = await appendTo(ledger, stream, version, ...events);
    if (verdict.verdict !== 'appended') throw new Error(`The append to ${stream} was not accepted.`);
    versions.set(stream, version + events.length);
    return verdict.lastPosition;
  };
  const catchUp = () => catchUpViews({ pool: database.pool, ledger });
  const clockTo = (day: string) => append('ledger', eventOf('ClockAdvanced', { to: `${day}T00:00:00Z` }));
  const person = (id: string, name: string) =>
    append(
      `person:${id}`,
      eventOf('PersonRegistered', {
        name,
        email: `${id}@example.org`,
        language: 'en',
        illustrative: ['person'],
      }),
      eventOf('RoleGiven', { role: 'staff', from: '2019-03-01' }),
    );

  /** Two items of a plan, the second waiting for the framework, as the story of the seed has it. */
  beforeAll(async () => {
    database = await createTestDatabase();
    db = kyselyOn<unknown>(database.pool);
    ledger = await createTestLedger(database.pool, { at: '2019-03-01T00:00:00Z' });
    access = { db, ledger, waitTimeoutMs: 200 };
    versions = new Map([['ledger', 1]]);
    await append(
      'type:follow-up',
      eventOf('TypePublished', JSON.parse(JSON.stringify({ definition: followUp, digest: followUpDigest }))),
    );
    await append('body:board', eventOf('BodyRegistered', { name: 'Governing Body', liaison: 'lea' }));
    await person('lea', 'Lea Liaison');
    await person('tester', 'Tess Tester');
    await person('olga', 'Olga Owner');
    await append('item:maf', itemEvent(opened('The Framework', { owner: 'board' }), on('2019-03-31')));
    for (const [index, due] of [
      deadline('By mid-2019', '2019-06-30'),
      deadline('By end 2019', '2019-12-31'),
    ].entries()) {
      const number = String(index + 1);
      const opening = opened(`Item ${number}`, { number, plan: 'plan', ordinal: index + 1, owner: 'olga' });
      await append(
        `item:plan.${number}`,
        itemEvent(opening, on('2019-03-31'), 'board'),
        itemEvent({ type: 'DueSet', data: { due } }, on('2019-03-31'), 'board'),
      );
    }
    await append('plan:plan', {
      ...eventOf('PlanEndorsed', {
        title: 'The plan',
        body: 'board',
        components: [{ id: 'only', title: 'Component' }],
        items: [
          { item: 'plan.1', component: 'only' },
          { item: 'plan.2', component: 'only' },
        ],
      }),
      effectiveOn: on('2019-03-31'),
    });
    await clockTo('2020-09-30');
    const prerequisite = {
      item: 'maf',
      states: ['ongoing', 'completed'],
      phrase: 'following the Framework’s endorsement',
    };
    await append(
      'item:plan.2',
      itemEvent(
        {
          type: 'PrerequisiteLinked',
          data: {
            via: via('link', 'agreed', 'agreed', 'PrerequisiteLinked'),
            prerequisite,
            met: false,
            reason: 'It rests on it',
          },
        },
        { text: 'by 2020-09-30', earliest: null, latest: '2020-09-30' },
      ),
      itemEvent(
        {
          type: 'StartPlanned',
          data: {
            via: via('plan-start', 'agreed', 'planned', 'StartPlanned'),
            start: {
              ...deadline('2020', '2020-12-31'),
              kind: 'period',
              earliest: '2020-01-01',
              precision: 'year',
            },
            outlook: 'will-miss',
            illustrative: ['reason'],
          },
        },
        { text: 'by 2020-09-30', earliest: null, latest: '2020-09-30' },
      ),
    );
    await catchUp();
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
    const known = await ledger.positionAt('2019-12-31T00:00:00Z');
    const table = await readPlanTable(access, 'plan', { knownAt: known });
    expect(table?.knownAt).toEqual({ position: known, instant: '2019-03-01T00:00:00.000000Z' });
    expect(table?.components[0]?.rows[1]).toMatchObject({ state: 'agreed', blockedBy: [], version: 2 });
    expect((await readItemHistory(access, 'plan.2', { knownAt: known }))?.entries).toHaveLength(2);
    expect(await readPlanTable(access, 'plan', { knownAt: 3 })).toBeNull();
    expect((await readPeople(access, { knownAt: 3 })).people).toEqual([]);
  });

  it('tell the history in words, with its causes', async () => {
    const cause = await append(
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
    await append('item:plan.2', itemEvent(met, on('2020-09-30')), itemEvent(started, on('2020-09-30')));
    await catchUp();
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
      ledger: ledger.name,
      clock: { kind: 'simulated', today: '2020-09-30' },
      opened: true,
      reminders: false,
    });
    await append('ledger', eventOf('RemindersBegun', {}));
    await append('person:olga', eventOf('RoleEnded', { role: 'staff', until: '2020-06-30' }));
    const before = (await ledger.lastPosition()) - 1;
    await catchUp();
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
    const last = await clockTo('2020-10-01');
    await expect(readPlans(access, { waitFor: last })).rejects.toMatchObject({
      name: 'ViewBehind',
      wanted: last,
    });
    await catchUp();
    expect((await readPlans(access, { waitFor: last })).position).toBe(last);
    expect(await waitForPosition(access, last)).toBe(last);
  });

  it('show “erased” everywhere once a person’s key is destroyed, filled anew or not', async () => {
    await append('ledger', eventOf('KeyDestroyed', { person: 'tester' }));
    await append('ledger', eventOf('KeyDestroyed', { person: 'olga' }));
    await catchUp();
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
    const stored = await everythingStored(db);
    expect(stored).toContain('Lea Liaison');
    for (const personal of ['Tess', 'Olga Owner', 'olga@', 'tester@']) expect(stored).not.toContain(personal);
    expect(JSON.stringify(erased)).not.toMatch(/Tess|Olga Owner/);
  });

  it('hold the same when they are filled anew, with nothing left out', async () => {
    const before = await everythingStored(db);
    await rebuildViews({ pool: database.pool, ledger, batchSize: 3 });
    expect(await everythingStored(db)).toBe(before);
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
