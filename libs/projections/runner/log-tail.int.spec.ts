import type { Ledger } from '#ledger';
import { appendTo, createTestDatabase, createTestLedger, eventOf, type TestDatabase } from '#testing';
import { Alarm } from './alarm.js';
import { LogTail } from './log-tail.js';

describe('the tail of the log', () => {
  let database: TestDatabase;
  let ledger: Ledger;
  /** From where the ledger was read, and how many events that gave. */
  let reads: { position: number; given: number }[];
  let versions: Map<string, number>;

  beforeAll(async () => {
    database = await createTestDatabase();
  });
  afterAll(() => database.close());

  beforeEach(async () => {
    reads = [];
    versions = new Map();
    const opened = await createTestLedger(database.pool);
    ledger = new Proxy(opened, {
      get: (target, property) => {
        if (property === 'readForward')
          return async (position: number, limit: number) => {
            const events = await target.readForward(position, limit);
            reads.push({ position, given: events.length });
            return events;
          };
        const value: unknown = Reflect.get(target, property);
        return typeof value === 'function' ? value.bind(target) : value;
      },
    });
  });

  const report = async (item: string, count: number) => {
    for (let n = 0; n < count; n++) {
      const version = versions.get(item) ?? 0;
      await appendTo(ledger, `item:${item}`, version, eventOf('ProgressReported', { text: 'x' }));
      versions.set(item, version + 1);
    }
  };

  /** Reads on from a position, whenever the tail says that there is more, until one is reached. */
  const reader = (tail: LogTail) => {
    const alarm = new Alarm();
    tail.tell(alarm);
    return async (from: number, to: number) => {
      const seen: number[] = [];
      for (let position = from; position < to; ) {
        const events = await tail.read(position, 3);
        seen.push(...events.map((event) => event.position));
        position = events.at(-1)?.position ?? position;
        if (events.length === 0) await alarm.wait(5_000);
      }
      return seen;
    };
  };

  const whileFollowed = async (eventsAtHand: number, use: (tail: LogTail) => Promise<void>) => {
    const tail = new LogTail({ pool: database.pool, ledger, eventsAtHand });
    const end = new AbortController();
    const following = tail.follow(end.signal);
    try {
      // Until it knows where the ledger ends, whoever asks reads for himself.
      await report('first', 1);
      await reader(tail)(1, 2);
      await use(tail);
    } finally {
      end.abort();
      await following;
    }
  };

  const numbers = (from: number, to: number) =>
    Array.from({ length: to - from + 1 }, (_, index) => from + index);

  it('hands every event to everybody who follows, and reads it once', async () => {
    await whileFollowed(100, async (tail) => {
      const readers = [reader(tail), reader(tail), reader(tail)];
      // They stand where the tail stands, or it would be another one's part to bring them there.
      await Promise.all(readers.map((read) => read(1, 2)));
      reads.length = 0;
      const following = Promise.all(readers.map((read) => read(2, 22)));
      await report('a', 20);
      expect(await following).toEqual([numbers(3, 22), numbers(3, 22), numbers(3, 22)]);
      expect(reads.reduce((sum, { given }) => sum + given, 0)).toBe(20);
    });
  });

  it('holds no more than its bound: who is further behind reads the ledger', async () => {
    await whileFollowed(4, async (tail) => {
      const ahead = reader(tail)(2, 14);
      await report('a', 12);
      await ahead;
      reads.length = 0;
      expect(await reader(tail)(0, 14)).toEqual(numbers(1, 14));
      const own = reads.filter(({ given }) => given > 0);
      // Three at a time, up to the four last ones.
      expect(own).toEqual([0, 3, 6, 9].map((position) => ({ position, given: 3 })));
    });
  });

  it('goes on when the connection that it listens on is broken', async () => {
    await whileFollowed(100, async (tail) => {
      const following = reader(tail)(2, 12);
      await report('a', 5);
      await database.pool.query(
        `select pg_terminate_backend(pid) from pg_stat_activity
         where datname = current_database() and query like '%listen%' and pid <> pg_backend_pid()`,
      );
      await report('a', 5);
      expect(await following).toEqual(numbers(3, 12));
    });
  });

  it('says nothing of what is not there', async () => {
    await whileFollowed(100, async (tail) => {
      expect(await tail.read(2, 3)).toEqual([]);
      expect(await tail.read(7, 3)).toEqual([]);
    });
  });
});
