import type { Instant } from '#domain';
import type { Appended, AppendRequest, Ledger, StoredEvent } from '#ledger';
import { eventOf, progress } from '#testing';
import { HeldStream } from './held-stream.js';
import { RecentStreams } from './recent-streams.js';
import { isUnsettled, recordedEvents } from './unsettled-events.js';

const stream = 'item:hot';
const madeUp: Instant = '2026-01-01T00:00:00.000000Z';
const instant: Instant = '2026-01-01T00:00:01.000000Z';

const request = (version: number, restsOn: readonly AppendRequest[] = []): AppendRequest => ({
  ...{ commandId: `command-${version}`, requestDigest: Buffer.alloc(32), actor: 'ada', reads: [], restsOn },
  ...{ correlationId: 'any', causationId: null },
  writes: [{ stream, expectedVersion: version - 1, events: [progress(`${version}`)] }],
});

const appended = (version: number, position: number): Appended => ({
  ...{ commandId: `command-${version}`, firstPosition: position, lastPosition: position },
  recordedAt: instant,
  events: [{ stream, version, position, type: 'ProgressReported' }],
});

const eventsOf = (one: AppendRequest) => recordedEvents('main', one, stream, madeUp);
const stored = (version: number): StoredEvent =>
  eventsOf(request(version)).map((event) => ({ ...event, position: version }))[0] as StoredEvent;

describe('a stream in memory', () => {
  it('grows in place while nobody looks, and leaves what somebody looks at as it is', () => {
    const held = new HeldStream([stored(1)]);
    const before = held.lend();
    const [second, third] = [request(2), request(3)];
    expect(held.send(second, eventsOf(second), madeUp)).toBe(true);
    expect(before.events).toHaveLength(1);
    const after = held.lend();
    expect(after.events).toHaveLength(2);
    after.done();
    after.done();
    const resting = { ...third, restsOn: [second] };
    expect(held.send(resting, eventsOf(resting), madeUp)).toBe(true);
    expect(held.lend().events).toBe(after.events);
    expect(after.events).toHaveLength(3);
    expect(before.events).toHaveLength(1);
  });

  it('takes nothing on top of what is under way that does not rest on it', () => {
    const held = new HeldStream([]);
    const [first, second] = [request(1), request(2)];
    expect(held.send(first, eventsOf(first), madeUp)).toBe(true);
    expect(held.send(second, eventsOf(second), madeUp)).toBe(false);
    expect(held.lend()).toMatchObject({ last: first, instants: [madeUp] });
  });

  it('puts what stands in its place, in the order in which it was sent', () => {
    const held = new HeldStream([]);
    const first = request(1);
    const second = request(2, [first]);
    held.send(first, eventsOf(first), madeUp);
    held.send(second, eventsOf(second), madeUp);
    expect(held.settle(second, appended(2, 8), stream)).toBe(false);
    expect(held.settle(first, appended(1, 7), stream)).toBe(true);
    const { events, last } = held.lend();
    expect(events[0]).toMatchObject({ position: 7, recordedAt: instant, version: 1 });
    expect(events.map(isUnsettled)).toEqual([false, true]);
    expect([last, held.standing, held.length]).toEqual([second, 1, 2]);
  });
});

it('the stream that was used last is kept, however long it is, and goes once another is used', async () => {
  const reads: string[] = [];
  const long = eventOf('ProgressReported', { text: 'x'.repeat(2_000) });
  const ledger: Pick<Ledger, 'name' | 'readStream' | 'now'> = {
    name: 'main',
    now: async () => instant,
    readStream: async <Stream extends string>(name: Stream) => {
      reads.push(name);
      return [{ ...stored(1), ...long, stream: name }] as never;
    },
  };
  const recent = new RecentStreams(ledger, 1_000);
  for (const name of ['item:a', 'item:a', 'item:b', 'item:b', 'item:a']) await recent.look().readStream(name);
  expect(reads).toEqual(['item:a', 'item:b', 'item:a']);
});
