import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import type pg from 'pg';
import { openPool } from '#database';
import { type AppendRequest, type AppendVerdict, entriesOf, type Ledger, verifyEntries } from '#ledger';
import { createTestDatabase, createTestLedger, eventOf, requestOf, type TestDatabase } from '#testing';

const STREAMS = ['item:a', 'item:b', 'item:c', 'person:p', 'plan:q'] as const;

/** One try of a writer: streams by index; a repeat sends an earlier command of the same writer again. */
interface Step {
  readonly writes: readonly { readonly stream: number; readonly events: number }[];
  readonly reads: readonly number[];
  /** Added to the version seen, so that some expectations are wrong. */
  readonly off: number;
  readonly repeat: boolean;
}

const stream = fc.nat({ max: STREAMS.length - 1 });
const step: fc.Arbitrary<Step> = fc.record({
  writes: fc.uniqueArray(fc.record({ stream, events: fc.integer({ min: 1, max: 3 }) }), {
    minLength: 1,
    maxLength: 3,
    selector: (write) => write.stream,
  }),
  reads: fc.uniqueArray(stream, { maxLength: 3 }),
  off: fc.oneof(
    { weight: 9, arbitrary: fc.constant(0) },
    { weight: 1, arbitrary: fc.integer({ min: 1, max: 2 }) },
  ),
  repeat: fc.oneof({ weight: 4, arbitrary: fc.constant(false) }, { weight: 1, arbitrary: fc.constant(true) }),
});
const race = fc.array(fc.array(step, { minLength: 1, maxLength: 8 }), { minLength: 2, maxLength: 4 });

interface Outcome {
  readonly request: AppendRequest;
  readonly verdict: AppendVerdict;
}

describe('racing appends', () => {
  let database: TestDatabase;
  let pool: pg.Pool;

  beforeAll(async () => {
    database = await createTestDatabase();
    pool = openPool(database.appUrl, { size: 4 });
  });

  afterAll(async () => {
    await pool.end();
    await database.close();
  });

  it('are as if done one after another, in order of position', async () => {
    await fc.assert(
      fc.asyncProperty(race, async (writers) => {
        const ledger = await createTestLedger(pool);
        const outcomes = (await Promise.all(writers.map((steps) => write(ledger, steps)))).flat();
        await expectOneAfterAnother(ledger, outcomes);
      }),
      { numRuns: 25 },
    );
  }, 120_000);
});

/** A writer looks at the streams' versions, decides, and appends; what it saw may be stale by then. */
async function write(ledger: Ledger, steps: readonly Step[]): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  for (const { writes, reads, off, repeat } of steps) {
    const earlier = outcomes.at(-1);
    const request =
      repeat && earlier !== undefined ? earlier.request : await decide(ledger, writes, reads, off);
    outcomes.push({ request, verdict: await ledger.append(request) });
  }
  return outcomes;
}

async function decide(ledger: Ledger, writes: Step['writes'], reads: Step['reads'], off: number) {
  const versionOf = async (index: number) => (await ledger.readStream(nameOf(index))).length;
  const [first, ...others] = await Promise.all(
    writes.map(async ({ stream, events }) => ({
      stream: nameOf(stream),
      expectedVersion: (await versionOf(stream)) + off,
      events: eventsOf(events),
    })),
  );
  if (first === undefined) throw new Error('a step writes at least one stream');
  const seen = await Promise.all(
    reads.map(async (index) => ({ stream: nameOf(index), version: await versionOf(index) })),
  );
  return requestOf(ledger, [first, ...others], { reads: seen });
}

const nameOf = (index: number): string => STREAMS[index] ?? STREAMS[0];

function eventsOf(count: number): AppendRequest['writes'][number]['events'] {
  const event = () => eventOf('ProgressReported', { text: randomUUID() });
  return [event(), ...Array.from({ length: count - 1 }, event)];
}

/** Replays every accepted command against a model that knows nothing but versions and the last position. */
async function expectOneAfterAnother(ledger: Ledger, outcomes: readonly Outcome[]): Promise<void> {
  const versions = new Map<string, number>([['ledger', 1]]);
  let position = 1;
  const accepted = outcomes
    .flatMap(({ request, verdict }) => (verdict.verdict === 'appended' ? [{ request, verdict }] : []))
    .toSorted((a, b) => a.verdict.firstPosition - b.verdict.firstPosition);
  for (const { request, verdict } of accepted) {
    for (const { stream, expectedVersion } of request.writes)
      expect(versions.get(stream) ?? 0).toBe(expectedVersion);
    for (const { stream, version } of request.reads) expect(versions.get(stream) ?? 0).toBe(version);
    const events = request.writes.flatMap(({ stream, events }) =>
      events.map(({ type }) => {
        const version = (versions.get(stream) ?? 0) + 1;
        versions.set(stream, version);
        position += 1;
        return { stream, version, position, type };
      }),
    );
    expect(verdict.events).toEqual(events);
  }
  expect(await ledger.lastPosition()).toBe(position);

  for (const { request, verdict } of outcomes) {
    const first = accepted.find((other) => other.request.commandId === request.commandId);
    if (verdict.verdict === 'repeated') expect(verdict).toEqual({ ...first?.verdict, verdict: 'repeated' });
    // A version only grows, so what a conflict reports was true at some time between then and now.
    if (verdict.verdict === 'conflict') {
      for (const { stream, expected, actual } of verdict.conflicts) {
        expect(actual).not.toBe(expected);
        expect(actual).toBeLessThanOrEqual(versions.get(stream) ?? 0);
      }
    }
  }
  expect(await verifyEntries(entriesOf(ledger))).toMatchObject({ ok: true, entries: position });
}
