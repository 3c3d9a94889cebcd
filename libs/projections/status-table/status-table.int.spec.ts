import fc from 'fast-check';
import { type Kysely, sql } from 'kysely';
import { kyselyOn } from '#database';
import { foldItemAsOf, type ItemEvent, type ItemState } from '#domain';
import type { Ledger, NewEvent } from '#ledger';
import {
  appendTo,
  createTestDatabase,
  createTestLedger,
  deadline,
  eventOf,
  itemEvent,
  NOT_STATED,
  on,
  opened,
  type TestDatabase,
  via,
} from '#testing';
import { viewDatabase } from '../reflect/view-database.js';
import { schemaOf } from '../runner/projection.js';
import { ProjectionRunner } from '../runner/projection-runner.js';
import { ViewRebuild } from '../runner/rebuild.js';
import { segmentsAt } from './segments.js';
import { statusTable } from './status-table.projection.js';

const days = Array.from({ length: 12 }, (_, index) => `2020-${String(index + 1).padStart(2, '0')}-15`);
const items = ['a', 'b', 'c'];

const change: fc.Arbitrary<ItemEvent> = fc.oneof(
  fc
    .tuple(fc.constantFrom('agreed', 'planned', 'ongoing', 'completed'), fc.constantFrom('agreed', 'ongoing'))
    .map(
      ([to, from]) =>
        ({ type: 'Transitioned', data: { via: via('move', from, to, 'FollowUpMoved') } }) as const,
    ),
  fc
    .constantFrom(...days)
    .map((day) => ({ type: 'DueSet', data: { due: deadline(`By ${day}`, day) } }) as const),
  fc.constantFrom('ana', 'ben').map((owner) => ({ type: 'Assigned', data: { owner } }) as const),
  fc.constantFrom('Begun', 'Half done').map(
    (text) =>
      ({
        type: 'ProgressReported',
        data: { via: via('report', 'agreed', 'agreed', 'Reported'), text },
      }) as const,
  ),
);

interface Step {
  readonly item: string;
  readonly event: ItemEvent;
  /** Null: not stated. */
  readonly effective: string | null;
  /** The clock moves on before it. */
  readonly advance: boolean;
}

/** Events of several items, with days in any order, and the ledger's clock moving on between them. */
const history: fc.Arbitrary<Step[]> = fc.array(
  fc.record({
    item: fc.constantFrom(...items),
    event: change,
    effective: fc.option(fc.constantFrom(...days), { nil: null }),
    advance: fc.boolean(),
  }),
  { minLength: 1, maxLength: 25 },
);

describe('the status table', () => {
  let database: TestDatabase;
  let db: Kysely<unknown>;

  beforeAll(async () => {
    database = await createTestDatabase();
    db = kyselyOn<unknown>(database.pool);
  });

  afterAll(() => database.close());

  const record = async (ledger: Ledger, steps: readonly Step[]) => {
    const versions = new Map<string, number>([['ledger', 1]]);
    const append = async (stream: string, ...events: [NewEvent, ...NewEvent[]]) => {
      const version = versions.get(stream) ?? 0;
      const verdict = await appendTo(ledger, stream, version, ...events);
      expect(verdict.verdict).toBe('appended');
      versions.set(stream, version + events.length);
    };
    for (const [index, item] of items.entries()) {
      await append(`item:${item}`, itemEvent(opened(`Item ${item}`), on(days[index * 4] ?? '')));
    }
    let month = 0;
    for (const { item, event, effective, advance } of steps) {
      if (advance && month < days.length - 1) {
        month += 1;
        await append('ledger', eventOf('ClockAdvanced', { to: `${days[month]}T00:00:00Z` }));
      }
      await append(`item:${item}`, itemEvent(event, effective === null ? NOT_STATED : on(effective)));
    }
  };

  const inView = async (ledger: Ledger, asOf: string, position: number) => {
    const reflected = { asOf, knownAt: { position, instant: null }, position, origin: '', simulated: true };
    const rows = await segmentsAt({ db, ledger }, reflected).execute();
    return rows.map(({ facts }) => facts);
  };

  /** What the ledger itself says, replayed from the first event on. */
  const replayed = async (ledger: Ledger, asOf: string, position: number) => {
    const states = await Promise.all(
      items.map(async (item): Promise<ItemState | null> => {
        const events = (await ledger.readStream(`item:${item}`)).filter(
          (event) => event.position <= position,
        );
        return foldItemAsOf(events, asOf);
      }),
    );
    return states.filter((state) => state !== null);
  };

  it('says of any day, as on record at any position, what a replay of the ledger says', async () => {
    await fc.assert(
      fc.asyncProperty(history, fc.integer({ min: 1, max: 7 }), async (steps, batchSize) => {
        const ledger = await createTestLedger(database.pool, { at: '2020-01-15T00:00:00Z' });
        await record(ledger, steps);
        const end = await new ProjectionRunner(statusTable, {
          pool: database.pool,
          ledger,
          batchSize,
        }).catchUp();
        for (let position = 1; position <= end; position += 3) {
          for (const day of ['2020-01-14', ...days]) {
            expect(await inView(ledger, day, position)).toEqual(await replayed(ledger, day, position));
          }
        }
        const latest = days.at(-1) ?? '';
        expect(await inView(ledger, latest, end)).toEqual(await replayed(ledger, latest, end));
      }),
      { numRuns: 6 },
    );
  });

  it('holds one state of an item for each day and position, without gap or overlap', async () => {
    await fc.assert(
      fc.asyncProperty(history, async (steps) => {
        const ledger = await createTestLedger(database.pool, { at: '2020-01-15T00:00:00Z' });
        await record(ledger, steps);
        await new ProjectionRunner(statusTable, { pool: database.pool, ledger }).catchUp();
        const segment = sql.id(schemaOf(statusTable), 'segment');
        const overlaps = await sql`
          select from ${segment} as one join ${segment} as other
            on one.ledger = other.ledger and one.item = other.item
            and (one.known_from, one.valid_from) < (other.known_from, other.valid_from)
          where one.ledger = ${ledger.name}
            and int8range(one.known_from, one.known_to) && int8range(other.known_from, other.known_to)
            and daterange(one.valid_from, one.valid_to) && daterange(other.valid_from, other.valid_to)`.execute(
          db,
        );
        expect(overlaps.rows).toHaveLength(0);
      }),
      { numRuns: 6 },
    );
  });

  it('changes by a late entry what was true, and not what was on record', async () => {
    const ledger = await createTestLedger(database.pool, { at: '2020-06-15T00:00:00Z' });
    const started = {
      type: 'Transitioned',
      data: { via: via('start', 'agreed', 'ongoing', 'FollowUpStarted') },
    } as const;
    const report = (text: string) =>
      ({
        type: 'ProgressReported',
        data: { via: via('report', 'agreed', 'agreed', 'Reported'), text },
      }) as const;
    await appendTo(ledger, 'item:a', 0, itemEvent(opened('Item a'), on('2020-01-15')));
    await appendTo(ledger, 'item:a', 1, itemEvent(report('Late in the year'), on('2020-05-15')));
    await appendTo(ledger, 'item:a', 2, itemEvent(started, on('2020-03-15')));
    await new ProjectionRunner(statusTable, { pool: database.pool, ledger }).catchUp();
    const stateOn = async (day: string, position: number) => (await inView(ledger, day, position))[0]?.state;
    expect(await stateOn('2020-03-14', 4)).toBe('agreed');
    expect(await stateOn('2020-03-15', 4)).toBe('ongoing');
    expect(await stateOn('2020-03-15', 3)).toBe('agreed');
    expect(await stateOn('2020-06-01', 3)).toBe('agreed');
    expect(await stateOn('2020-01-14', 4)).toBeUndefined();
  });

  it('holds the same rows when it is filled anew', async () => {
    const ledger = await createTestLedger(database.pool, { at: '2020-01-15T00:00:00Z' });
    const [steps] = fc.sample(history, { numRuns: 1, seed: 7 });
    await record(ledger, steps ?? []);
    const rows = () =>
      viewDatabase(db, statusTable)
        .selectFrom('segment')
        .selectAll()
        .where('ledger', '=', ledger.name)
        .orderBy('item')
        .orderBy('known_from')
        .orderBy('valid_from')
        .execute();
    const runner = new ProjectionRunner(statusTable, { pool: database.pool, ledger, batchSize: 4 });
    await runner.catchUp();
    const before = await rows();
    expect(before.length).toBeGreaterThan(items.length);
    const rebuild = new ViewRebuild(statusTable, { pool: database.pool, ledger, batchSize: 4 });
    await rebuild.ask();
    await rebuild.run();
    expect(await rows()).toEqual(before);
  });
});
