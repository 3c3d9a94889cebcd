import fc from 'fast-check';
import { type Kysely } from 'kysely';
import { kyselyOn } from '#database';
import {
  type Day,
  foldItem,
  type ItemEvent,
  type ItemState,
  isOverdue,
  printStatus,
  type Recorded,
  type TypeDefinition,
  timeliness,
} from '#domain';
import type { Ledger, NewEvent, StreamWrite } from '#ledger';
import {
  afterRound,
  appendTo,
  beginning,
  createTestDatabase,
  createTestLedger,
  eventOf,
  type RandomHistory,
  requestOf,
  roundDays,
  type Scenario,
  someHistory,
  type TestDatabase,
} from '#testing';
import { readItems } from './status-table/item-list.query.js';
import { segmentsAt } from './status-table/segments.js';
import { catchUpViews } from './views.js';

/** Histories in one ledger, and ledgers: a thousand histories in all. */
const TOGETHER = 50;
const RUNS = 20;

const somePair = fc.record({
  asOf: fc.constantFrom(
    ...['2019-02-28', '2019-03-01', '2019-03-31', '2019-04-15', '2019-05-31', '2019-06-01', '2019-06-30'],
    ...['2019-07-10', '2019-09-30', '2019-12-31', '2020-01-15', '2020-03-14', '2020-08-01', '2020-12-30'],
    ...['2020-12-31', '2021-01-02', '2021-06-30'],
  ),
  /** How much of the ledger is known, in thousandths. */
  known: fc.integer({ min: 1, max: 1000 }),
});

const someLedger = fc.record({
  histories: fc.array(someHistory, { minLength: TOGETHER, maxLength: TOGETHER }),
  pairs: fc.array(somePair, { minLength: 10, maxLength: 10 }),
});

describe('a thousand histories with late entries, fuzzy days and corrections', () => {
  let database: TestDatabase;
  let db: Kysely<unknown>;
  const seen = { items: 0, corrections: 0, possibly: 0, flags: 0, struck: 0 };

  beforeAll(async () => {
    database = await createTestDatabase();
    db = kyselyOn<unknown>(database.pool);
  });
  afterAll(() => database.close());

  it('say in the views, for any day and any position, what a naive fold of the ledger says', async () => {
    await fc.assert(
      fc.asyncProperty(someLedger, async ({ histories, pairs }) => {
        const ledger = await createTestLedger(database.pool, { at: `${roundDays[0]}T00:00:00Z` });
        await publishTypes(ledger, histories);
        await record(ledger, histories);
        const end = await catchUpViews({ pool: database.pool, ledger, batchSize: 60 });
        const streams = await readStreams(ledger);
        for (const { asOf, known } of pairs) {
          const position = Math.ceil((known / 1000) * end);
          await compare(ledger, streams, asOf, position);
        }
        await compare(ledger, streams, roundDays.at(-1) ?? '', end);
      }),
      { numRuns: RUNS, endOnFailure: true },
    );
    // The histories were worth looking at.
    expect(seen.items).toBeGreaterThan(2 * TOGETHER * RUNS);
    for (const count of [seen.corrections, seen.struck]) expect(count).toBeGreaterThan(5 * TOGETHER);
    for (const count of [seen.possibly, seen.flags]) expect(count).toBeGreaterThan(20);
  }, 120_000);

  async function compare(ledger: Ledger, streams: Streams, asOf: Day, position: number): Promise<void> {
    const access = { db, ledger };
    const list = await readItems(access, {}, { asOf, knownAt: position });
    const rows = await segmentsAt(access, list).execute();
    const naive = [...streams].flatMap(([item, events]) => toldBy(item, events, asOf, position) ?? []);
    expect(list.items.map(inShort)).toEqual(naive.map(({ short }) => short));
    expect(rows.map(({ facts }) => unnumbered(facts))).toEqual(naive.map(({ facts }) => facts));
    seen.items += naive.length;
    seen.possibly += naive.filter(({ short }) => short.possibly.length > 0).length;
    seen.flags += naive.filter(({ short }) => short.flags.length > 0).length;
  }

  async function record(ledger: Ledger, histories: readonly RandomHistory[]): Promise<void> {
    let scenarios = histories.map(beginning);
    await write(
      ledger,
      scenarios.map((scenario) => [0, scenario]),
    );
    for (const [round, day] of roundDays.entries()) {
      if (round > 0)
        await appendTo(ledger, 'ledger', round, eventOf('ClockAdvanced', { to: `${day}T00:00:00Z` }));
      const next = scenarios.map((one, index) => afterRound(one, histories[index]?.rounds[round] ?? [], day));
      await write(
        ledger,
        next.map((one, index) => [scenarios[index]?.events.length ?? 0, one]),
      );
      scenarios = next;
    }
    for (const { events } of scenarios)
      for (const event of events)
        if (event.type === 'Corrected') {
          seen.corrections += 1;
          if (event.data.void === true) seen.struck += 1;
        }
  }
});

/** What a round added to each history, all in one append. */
async function write(ledger: Ledger, grown: readonly (readonly [number, Scenario])[]): Promise<void> {
  const writes = grown.flatMap(([expectedVersion, scenario], index): StreamWrite[] => {
    const { definition, typeDigest } = scenario.context('focal');
    const [first, ...others] = scenario.events
      .slice(expectedVersion)
      .map((event) => newEvent(event, typeDigest, digestOf(definition)));
    const stream = `item:${nameOf(index)}`;
    return first === undefined ? [] : [{ stream, expectedVersion, events: [first, ...others] }];
  });
  const [first, ...others] = writes;
  if (first === undefined) return;
  const verdict = await ledger.append(requestOf(ledger, [first, ...others]));
  expect(verdict.verdict).toBe('appended');
}

const nameOf = (index: number): string => `i${String(index).padStart(3, '0')}`;

/** As the ledger takes it; scenarios give every type the same digest. */
function newEvent(
  { type, data, effectiveOn, decidedBy }: Recorded<ItemEvent>,
  digest: string,
  own: string,
): NewEvent {
  const event = { type, data: JSON.parse(JSON.stringify(data).replaceAll(digest, own)), effectiveOn };
  return decidedBy === null ? event : { ...event, decidedBy };
}

const definitions = new Map<string, TypeDefinition>();

/** The scenarios' types, by the digests that their items carry. */
async function publishTypes(ledger: Ledger, histories: readonly RandomHistory[]): Promise<void> {
  for (const history of histories) {
    const { definition } = beginning(history).context('focal');
    definitions.set(digestOf(definition), definition);
  }
  for (const [digest, definition] of definitions)
    await appendTo(
      ledger,
      `type:${definition.id}`,
      0,
      eventOf('TypePublished', JSON.parse(JSON.stringify({ definition, digest }))),
    );
}

const digestOf = ({ id }: TypeDefinition): string => id.padEnd(64, '0');

type Streams = ReadonlyMap<string, readonly Recorded<ItemEvent>[]>;

async function readStreams(ledger: Ledger): Promise<Streams> {
  const names = Array.from({ length: TOGETHER }, (_, index) => nameOf(index));
  const found = names.map(async (name) => [name, await ledger.readStream(`item:${name}`)] as const);
  return new Map(await Promise.all(found));
}

interface Told {
  readonly short: Short;
  readonly facts: ItemState;
}
type Short = ReturnType<typeof shortOf>;
type Possibly = readonly { readonly state: string; readonly since: Day; readonly until: Day }[];

const shortOf = (
  definition: TypeDefinition,
  state: ItemState,
  day: Day,
  more: { readonly item: string; readonly version: number; readonly possibly: Possibly },
) => ({
  ...more,
  state: state.state,
  title: state.title,
  status: printStatus(definition, state, day),
  dueText: state.due?.original.text ?? null,
  revisedDueText: state.due?.revised?.text ?? null,
  owner: state.owner,
  overdue: isOverdue(definition, state, day),
  timeliness: timeliness(definition, state),
  flags: state.flags,
});

const inShort = (item: Awaited<ReturnType<typeof readItems>>['items'][number]): Short => ({
  item: item.item,
  version: item.version,
  possibly: item.possibly.map(({ state, since, until }) => ({ state, since, until })),
  state: item.state,
  title: item.title,
  status: item.status,
  dueText: item.dueText,
  revisedDueText: item.revisedDueText,
  owner: item.owner,
  overdue: item.overdue,
  timeliness: item.timeliness,
  flags: item.flags,
});

/** The naive fold: events known, with what was put right put in their place by hand; then those of the day. */
function toldBy(
  item: string,
  stream: readonly Recorded<ItemEvent>[],
  asOf: Day,
  position: number,
): Told | null {
  const known = stream.filter((event) => event.position <= position);
  const right: Recorded<ItemEvent>[] = [];
  for (const event of known) {
    if (event.type === 'Corrected') continue;
    let standing: object = event;
    let isStruck = false;
    for (const { type, data } of known) {
      if (type !== 'Corrected' || data.target.version !== event.version) continue;
      isStruck = data.void ?? false;
      standing = { ...standing, ...data.replacement };
    }
    if (!isStruck) right.push(standing as Recorded<ItemEvent>);
  }
  const onTheDay = right.filter((event) => latestOf(event) <= asOf);
  const state = onTheDay[0]?.type === 'ItemOpened' ? foldItem(onTheDay) : null;
  const definition = state === null ? undefined : definitions.get(state.typeDigest);
  if (state === null || definition === undefined) return null;
  const possibly = possibleBefore(right).filter(({ since, until }) => since <= asOf && asOf < until);
  return {
    short: shortOf(definition, state, asOf, { item, version: known.length, possibly }),
    facts: unnumbered({ ...state, texts: [], chapterTexts: [] }),
  };
}

/** Without what counts entries: a correction is one, and changes the number of the deadline that is chased. */
const unnumbered = ({ due, ...state }: ItemState): ItemState => ({
  ...state,
  due: due === null ? null : { ...due, revision: 0 },
  version: 0,
});

const latestOf = ({ effectiveOn, recordedAt }: Recorded<ItemEvent>): Day =>
  effectiveOn.latest ?? recordedAt.slice(0, 10);

function possibleBefore(right: readonly Recorded<ItemEvent>[]): Possibly {
  const opening = right[0];
  let earliestYet: Day = '0000-00-00';
  return right.flatMap((event, index) => {
    const before = foldItem(right.slice(0, index));
    const state = foldItem(right.slice(0, index + 1))?.state;
    if (opening === undefined || before === null || state === undefined || before.state === state) return [];
    const until = latestOf(event);
    const stated = event.effectiveOn.earliest ?? latestOf(opening);
    const [, since = stated] = [stated, earliestYet].sort();
    [earliestYet = since] = [since, until].sort();
    return since < until ? [{ state, since, until }] : [];
  });
}
