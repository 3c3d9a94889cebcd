import { randomUUID } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import { openPool } from '#database';
import { foldPerson, type Instant } from '#domain';
import { ERASED, entriesOf, generateKeys, type Ledger, openPostgresLedger, verifyEntries } from '#ledger';
import { appendTo, createTestDatabase, eventOf, founding, progress, type TestDatabase } from '#testing';
import type { CommandStreams } from './command-streams.js';
import { CommandWay } from './command-way.js';
import { type Decided, turnDown, write } from './decided.js';
import { RecentStreams } from './recent-streams.js';

const keys = generateKeys();
const refusal = { code: 'TEST.NO', message: 'No.', facts: {} } as const;

/** One process: its ledger, what it has in memory, and the way that its commands take. */
interface Process {
  readonly ledger: Ledger;
  readonly reads: string[];
  readonly way: CommandWay;
  readonly kept: string[];
}

describe('commands about one stream', () => {
  let database: TestDatabase;
  let name: string;

  beforeAll(async () => {
    database = await createTestDatabase();
  });

  beforeEach(async () => {
    name = `way-${randomUUID()}`;
    await appendTo(processOf().ledger, 'ledger', 0, founding(name));
  });

  afterAll(() => database.close());

  function processOf(pool = database.pool): Process {
    const opened = openPostgresLedger({ pool, name, keys });
    const reads: string[] = [];
    const kept: string[] = [];
    // Every method as it is, but that what is read is noted.
    const ledger: Ledger = new Proxy(opened, {
      get: (target, property) => {
        if (property === 'readStream')
          return (stream: string) => {
            reads.push(stream);
            return target.readStream(stream);
          };
        const value: unknown = Reflect.get(target, property);
        return typeof value === 'function' ? value.bind(target) : value;
      },
    });
    const attempts = { keep: async ({ command }: { command: string }) => void kept.push(command) };
    return { ledger, reads, kept, way: new CommandWay(ledger, attempts, new RecentStreams(ledger)) };
  }

  const underway = (stream: string, commandId: string = randomUUID()) => ({
    command: 'Count',
    meta: { commandId, actor: 'tester' },
    payload: {},
    stream,
  });

  /** Counts on from what it sees: what it saw is in what it writes. */
  const count =
    (stream: string, decisions: { made: number } = { made: 0 }) =>
    async (streams: CommandStreams): Promise<Decided> => {
      decisions.made += 1;
      const seen = await streams.version(stream);
      return write({ stream, events: [progress(`${seen + 1}`)] });
    };

  const texts = async (stream: string) =>
    (await processOf().ledger.readStream(stream)).map(({ data }) => (data as { text: string }).text);

  const oneToN = (n: number) => Array.from({ length: n }, (_, index) => `${index + 1}`);

  it('in one process take one decision each and one read in all', async () => {
    const one = processOf();
    const decisions = { made: 0 };
    const answers = await Promise.all(
      oneToN(100).map(() => one.way.take(underway('item:hot'), count('item:hot', decisions))),
    );
    expect(answers.every(({ outcome }) => outcome === 'accepted')).toBe(true);
    expect(decisions.made).toBe(100);
    expect(await texts('item:hot')).toEqual(oneToN(100));
    expect(one.reads.filter((stream) => stream === 'item:hot')).toHaveLength(1);
  });

  it('from several processes are decided by the version, and the loser decides again', async () => {
    const pool = openPool(database.appUrl);
    const processes = [processOf(), processOf(pool)];
    const commands = Array.from({ length: 60 }, (_, index) => processes[index % 2] ?? processOf());
    const answers = await Promise.all(
      commands.map(({ way }) => way.take(underway('item:shared'), count('item:shared'))),
    );
    const accepted = answers.filter(({ outcome }) => outcome === 'accepted');
    expect(answers.every(({ outcome }) => outcome === 'accepted' || outcome === 'busy')).toBe(true);
    // Each text says what its decision saw: it stands where it was decided to stand.
    expect(await texts('item:shared')).toEqual(oneToN(accepted.length));
    expect(accepted.length).toBeGreaterThan(30);
    expect(await verifyEntries(entriesOf(processOf().ledger))).toMatchObject({ ok: true });
    await pool.end();
  });

  it('are not turned down by what another process has changed since', async () => {
    const [one, other] = [processOf(), processOf()];
    const unlessThree = async (streams: CommandStreams): Promise<Decided> =>
      (await streams.version('item:a')) < 3 ? turnDown(refusal) : count('item:a')(streams);
    await one.way.take(underway('item:a'), count('item:a'));
    await one.way.take(underway('item:a'), count('item:a'));
    expect(await one.way.take(underway('item:a'), unlessThree)).toMatchObject({ outcome: 'refused' });
    expect(one.kept).toEqual(['Count']);
    await other.way.take(underway('item:a'), count('item:a'));
    expect(await one.way.take(underway('item:a'), unlessThree)).toMatchObject({ outcome: 'accepted' });
    expect(one.kept).toEqual(['Count']);
  });

  it('are answered as before when they come again, though they would be turned down now', async () => {
    const { way } = processOf();
    const once = async (streams: CommandStreams): Promise<Decided> =>
      (await streams.version('item:a')) > 0 ? turnDown(refusal) : count('item:a')(streams);
    const command = underway('item:a');
    const [first, twin] = await Promise.all([way.take(command, once), way.take(command, once)]);
    expect(first).toMatchObject({ outcome: 'accepted', repeated: false, version: 1 });
    expect(twin).toEqual({ ...first, repeated: true });
    expect(await way.take(command, once)).toEqual({ ...first, repeated: true });
  });

  it('put nothing on record that is not known yet: neither a position nor an instant under way', async () => {
    const { way } = processOf();
    const quote = async (streams: CommandStreams): Promise<Decided> => {
      const last = (await streams.read('item:a')).at(-1);
      const quoted: { position: number; at: Instant } | null =
        last === undefined ? null : { position: last.position, at: last.recordedAt };
      return write({ stream: 'item:a', events: [eventOf('ProgressReported', { text: '', quoted })] });
    };
    await Promise.all(oneToN(5).map(() => way.take(underway('item:a'), quote)));
    const events = await processOf().ledger.readStream('item:a');
    const quoted = events.map(({ data }) => (data as unknown as { quoted: unknown }).quoted);
    expect(quoted.slice(1)).toEqual(
      events.slice(0, -1).map(({ position, recordedAt }) => ({ position, at: recordedAt })),
    );
  });

  it('that tell how far the ledger went are decided on nothing that is under way', async () => {
    const one = processOf();
    const [counted, told] = ['item:counted', 'item:told'];
    await one.way.take(underway(counted), count(counted));
    const counts: Promise<unknown>[] = [];
    const beyond: number[] = [];
    const tell = async (streams: CommandStreams): Promise<Decided> => {
      // One more is under way whenever this looks.
      counts.push(one.way.take(underway(counted), count(counted)));
      await Promise.all([streams.read(told), setImmediate()]);
      const seen = await streams.read(counted);
      const last = await one.ledger.lastPosition();
      beyond.push(seen.filter(({ position }) => position > last).length);
      return beyond.length < 3 ? write({ stream: told, events: [progress('Told')] }) : turnDown(refusal);
    };
    await one.way.take({ ...underway(told), onRecordOnly: true }, tell);
    await Promise.all(counts);
    expect(beyond.length).toBeGreaterThan(0);
    expect(beyond.filter((some) => some > 0)).toEqual([]);
  });

  it('keep nothing of personal text in memory', async () => {
    const { way } = processOf();
    const registered = eventOf('PersonRegistered', { name: 'Ada', email: null, language: 'en' });
    const names: (string | undefined)[] = [];
    const register = async (streams: CommandStreams): Promise<Decided> => {
      const events = await streams.read('person:ada');
      names.push(foldPerson(events)?.name);
      return write({ stream: 'person:ada', events: [registered] });
    };
    for (const _ of oneToN(3)) await way.take(underway('person:ada'), register);
    expect(names).toEqual([undefined, ERASED, ERASED]);
  });
});
