import { randomUUID } from 'node:crypto';
import { type Kysely, type QueryId, sql } from 'kysely';
import { kyselyOn, openPool } from '#database';
import { createTestDatabase, createTestLedger, type TestDatabase } from '#testing';
import { waitForViews } from './wait-for-views.js';

describe('waiting for views', () => {
  let database: TestDatabase;
  let looks: Set<QueryId>;
  let db: Kysely<unknown>;
  let access: Parameters<typeof waitForViews>[0];
  const views = [
    { name: 'waited_a', version: 1 },
    { name: 'waited_b', version: 1 },
  ] as const;

  beforeAll(async () => {
    database = await createTestDatabase();
    for (const { name } of views) {
      const schema = `view_${name}_v1`;
      await database.pool.query(`create schema ${schema}`);
      await database.pool.query(
        `create table ${schema}.checkpoint (ledger text primary key, position bigint, caught_up boolean)`,
      );
    }
  });
  afterAll(() => database.close());

  beforeEach(async () => {
    looks = new Set();
    const opened = await createTestLedger(database.pool);
    db = kyselyOn<unknown>(database.pool).withPlugin({
      transformQuery: ({ node, queryId }) => {
        looks.add(queryId);
        return node;
      },
      transformResult: async ({ result }) => result,
    });
    access = { db, ledger: opened };
    for (const { name } of views)
      await sql`insert into ${sql.id(`view_${name}_v1`, 'checkpoint')} values (${opened.name}, 5, true)`.execute(
        db,
      );
    looks.clear();
  });

  const move = (name: string, position: number) =>
    database.pool.query(`update view_${name}_v1.checkpoint set position = $1 where ledger = $2`, [
      position,
      access.ledger.name,
    ]);

  it('asks once for all who ask together, whichever views they need', async () => {
    const asked = [
      waitForViews(access, [views[0]], 0),
      waitForViews(access, [views[1]], 3),
      ...Array.from({ length: 50 }, () => waitForViews(access, views, 5)),
    ];
    expect(new Set(await Promise.all(asked))).toEqual(new Set([5]));
    expect(looks.size).toBe(1);
  });

  it('answers each as soon as all of its views are there, and nobody sooner', async () => {
    const done: string[] = [];
    const noting = (name: string, waiting: Promise<number>) =>
      waiting.then((reflected) => {
        done.push(`${name} ${reflected}`);
      });
    const both = noting('both', waitForViews(access, views, 7));
    const first = noting('first', waitForViews(access, [views[0]], 7));
    await move('waited_a', 9);
    await first;
    expect(done).toEqual(['first 9']);
    await move('waited_b', 8);
    await both;
    expect(done).toEqual(['first 9', 'both 8']);
  });

  it('never answers with what was seen before it was asked', async () => {
    for (let position = 6; position < 40; position++) {
      await move('waited_a', position);
      expect(await waitForViews(access, [views[0]], 0)).toBe(position);
    }
  });

  it('does not keep those who need no more than what is there behind those who wait', async () => {
    const never = waitForViews(access, views, 1_000, 2_000).catch((error: unknown) => error);
    const began = performance.now();
    for (let n = 0; n < 20; n++) expect(await waitForViews(access, views, 5)).toBe(5);
    expect(performance.now() - began).toBeLessThan(1_500);
    expect(await never).toMatchObject({ name: 'ViewBehind', wanted: 1_000, reflected: 5 });
  });

  it('waits for a view that nobody has made yet, and finds the others all the same', async () => {
    const name = `later_${randomUUID().slice(0, 8)}`;
    const later = { name, version: 1 };
    const waiting = waitForViews(access, [views[0], later], 1);
    expect(await waitForViews(access, views, 5)).toBe(5);
    await database.pool.query(`create schema view_${name}_v1`);
    await database.pool.query(
      `create table view_${name}_v1.checkpoint as select * from view_waited_a_v1.checkpoint`,
    );
    expect(await waiting).toBe(5);
  });

  it('tells everybody that the database cannot be asked', async () => {
    const pool = openPool(database.appUrl);
    const gone = { ...access, db: kyselyOn<unknown>(pool) };
    await pool.end();
    const asked = await Promise.allSettled([waitForViews(gone, views, 1), waitForViews(gone, views, 9)]);
    expect(asked.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  });
});
