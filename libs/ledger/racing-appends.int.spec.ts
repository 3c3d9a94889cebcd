import pg from 'pg';
import { type AppendRequest, type AppendVerdict, type Ledger } from '#ledger';
import { createTestDatabase, openRaces, type Races, type TestDatabase } from '#testing';

/** How many races it may take until a planted fault shows. */
const UNTIL_SEEN = 60;

describe('racing appends', () => {
  let database: TestDatabase;
  let races: Races;

  beforeAll(async () => {
    database = await createTestDatabase();
    races = openRaces(database);
  });

  afterAll(async () => {
    await races.close();
    await database.close();
  });

  it('are as if done one after another, in order of position', async () => {
    const found = await races.check({ races: 60 });
    if (found.failed)
      throw new Error(
        `LEDGER_SEED=${found.seed}, after ${found.numRuns} races and ${found.numShrinks} smaller ones:
${JSON.stringify(found.counterexample)}\n${found.errorInstance}`,
      );
    // A race in which nobody ever met anybody would say little.
    const answers = ['appended', 'repeated', 'conflict', 'command-id-reused', 'invalid'];
    expect(answers.filter((answer) => (races.answers.get(answer) ?? 0) < 20)).toEqual([]);
  }, 120_000);

  describe('would be seen to be wrong, did', () => {
    const isSeen = async (by: (ledger: Ledger) => Ledger, law: RegExp) => {
      const found = await races.check({ races: UNTIL_SEEN, by, shrinks: false });
      expect(String(found.errorInstance)).toMatch(law);
    };

    it('a ledger take what is sent together in another order', async () => {
      await isSeen(inAnotherOrder, /no state from|stands behind/);
    }, 120_000);

    it('it not look at what a decision only read', async () => {
      await isSeen(
        (ledger) => sending(ledger, (request) => ({ ...request, reads: [] })),
        /the model says|no state from/,
      );
    }, 120_000);

    it('it append what rests on something that was not', async () => {
      const alone = ({ restsOn: _others, ...request }: AppendRequest) => request;
      await isSeen((ledger) => sending(ledger, alone), /without what it rests on/);
    }, 120_000);

    it('it call a command that comes again a conflict', async () => {
      const conflict = { verdict: 'conflict', conflicts: [] } as const;
      await isSeen(
        (ledger) => answering(ledger, (told) => (told.verdict === 'repeated' ? conflict : told)),
        /no state from/,
      );
    }, 120_000);

    it('it say that it has what it has not', async () => {
      const told = (request: AppendRequest): AppendVerdict => ({
        ...{ verdict: 'appended', commandId: request.commandId, recordedAt: new Date().toISOString() },
        ...{ firstPosition: 2, lastPosition: 2, events: [] },
      });
      const forgetful = (ledger: Ledger) =>
        withAppend(ledger, async (request) =>
          // One command in sixteen, so that each run meets one.
          request.requestDigest.readUInt8(0) < 16 ? told(request) : await ledger.append(request),
        );
      await isSeen(forgetful, /is not in the log|can never be appended was taken/);
    }, 120_000);

    it('it call a command that was accepted one that comes again', async () => {
      await isSeen(
        (ledger) =>
          answering(ledger, (told) =>
            told.verdict === 'appended' ? { ...told, verdict: 'repeated' } : told,
          ),
        /nobody was told/,
      );
    }, 120_000);
  });
});

/** A database of its own, whose function of the ledger is another one. */
describe.each([
  ['without its lock', /perform\s+pg_advisory_xact_lock[^;]*;/, ''],
  [
    'with a clock that may go back',
    /greatest\(clock_timestamp\(\),\s*v_last_recorded\)/,
    "clock_timestamp() - interval '1 minute' * random()",
  ],
] as const)('an append function %s', (_what, part, instead) => {
  it('is seen to be wrong', async () => {
    const database = await createTestDatabase();
    const owner = new pg.Client({ connectionString: database.ownerUrl });
    await owner.connect();
    const { rows } = await owner.query<{ source: string }>(
      `select pg_get_functiondef(p.oid) as source from pg_proc p
       where p.pronamespace = 'ledger'::regnamespace and p.prosrc ~ 'pg_advisory_xact_lock'`,
    );
    const changed = rows.filter(({ source }) => part.test(source));
    expect(changed).toHaveLength(1);
    for (const { source } of changed) await owner.query(source.replace(part, instead));
    await owner.end();
    const races = openRaces(database);
    const found = await races.check({ races: UNTIL_SEEN, shrinks: false });
    await races.close();
    await database.close();
    expect(found.failed).toBe(true);
  }, 120_000);
});

/** A ledger of which one method is another. */
const withAppend = (ledger: Ledger, append: Ledger['append']): Ledger =>
  new Proxy(ledger, {
    get: (target, property) => {
      if (property === 'append') return append;
      const value: unknown = Reflect.get(target, property);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });

/** What is sent instead; it rests on what was sent instead of that. */
function sending(ledger: Ledger, change: (request: AppendRequest) => AppendRequest): Ledger {
  const instead = new WeakMap<AppendRequest, AppendRequest>();
  return withAppend(ledger, (request) => {
    const { restsOn, ...changed } = change(request);
    const resting = restsOn?.map((other) => instead.get(other) ?? other);
    const sent = resting === undefined ? changed : { ...changed, restsOn: resting };
    instead.set(request, sent);
    return ledger.append(sent);
  });
}

const answering = (ledger: Ledger, change: (verdict: AppendVerdict) => AppendVerdict): Ledger =>
  withAppend(ledger, async (request) => change(await ledger.append(request)));

/** What arrives within one turn goes out the other way round. */
function inAnotherOrder(ledger: Ledger): Ledger {
  let arrived: (() => void)[] = [];
  return withAppend(
    ledger,
    (request) =>
      new Promise((resolve, reject) => {
        if (arrived.length === 0)
          queueMicrotask(() => {
            const turned = arrived.toReversed();
            arrived = [];
            for (const go of turned) go();
          });
        arrived.push(() => ledger.append(request).then(resolve, reject));
      }),
  );
}
