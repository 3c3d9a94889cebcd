import { Redis } from 'ioredis';
import { createTestDatabase, type TestDatabase, testRedisUrl } from '#testing';
import { openReminderQueue, type ReminderQueue } from './reminder-queue.js';

describe.each(['Postgres', 'Redis'] as const)('the queue on %s', (backend) => {
  let database: TestDatabase;
  let queues: ReminderQueue[];
  const errors: Error[] = [];
  const open = (ledger: string): ReminderQueue => {
    const queue = openReminderQueue({
      ledger,
      redisUrl: backend === 'Redis' ? testRedisUrl() : null,
      databaseUrl: database.appUrl,
      onError: (error) => errors.push(error),
    });
    queues.push(queue);
    return queue;
  };

  beforeAll(async () => {
    database = await createTestDatabase();
  });
  afterAll(async () => {
    await database.close();
  });
  beforeEach(() => {
    queues = [];
  });
  afterEach(async () => {
    await Promise.all(queues.map((queue) => queue.close()));
  });

  /** A worker that notes what it is given, and answers when it has seen so many. */
  const noting = (queue: ReminderQueue, count: number) => {
    const seen: string[] = [];
    const enough = new Promise<void>((resolve) => {
      queue.work([
        {
          job: 'send-summary',
          run: async (id) => {
            if (seen.push(id) === count) resolve();
          },
        },
      ]);
    });
    return { seen, enough };
  };

  it('gives each waiting summary to one worker, once', async () => {
    const queue = open(`once-${backend}`);
    const ids = ['a', 'b', 'c'];
    await queue.enqueue(ids.map((summary) => ({ summary, attempt: 0 })));
    await queue.enqueue(ids.map((summary) => ({ summary, attempt: 0 })));
    const { seen, enough } = noting(queue, 3);
    await enough;
    await queue.enqueue([{ summary: 'last', attempt: 0 }]);
    await queue.close();
    expect(seen.filter((id) => id !== 'last').sort()).toEqual(ids);
  });

  it('takes a summary again under the same name once the job is over', async () => {
    const queue = open(`again-${backend}`);
    let count = 0;
    let arrived: () => void = () => undefined;
    const arrival = () =>
      new Promise<void>((resolve) => {
        arrived = resolve;
      });
    const first = arrival();
    queue.work([
      {
        job: 'send-summary',
        run: async () => {
          count += 1;
          arrived();
          if (count === 1) throw new Error('the first try fails');
        },
      },
    ]);
    await queue.enqueue([{ summary: 'a', attempt: 1 }]);
    await first;
    const second = arrival();
    let again = false;
    const enqueueUntilTaken = async (): Promise<void> => {
      while (!again) await queue.enqueue([{ summary: 'a', attempt: 1 }]);
    };
    const trying = enqueueUntilTaken();
    await second;
    again = true;
    await trying;
    // A failure is told after its job is let go of; closing waits for both.
    await queue.close();
    expect(count).toBeGreaterThanOrEqual(2);
    expect(errors.map(({ message }) => message)).toContain('the first try fails');
  });

  it('carries ids and nothing else', async () => {
    if (backend === 'Redis') {
      const queue = open('payload');
      await queue.enqueue([{ summary: 'only-an-id', attempt: 0 }]);
      const redis = new Redis(testRedisUrl());
      expect(await redis.hget('actum:reminders-payload:only-an-id-0', 'data')).toBe('{"id":"only-an-id"}');
      await redis.quit();
    } else {
      const queue = open('payload');
      await queue.enqueue([{ summary: 'only-an-id', attempt: 0 }]);
      const { rows } = await database.pool.query<{ data: unknown }>(
        "select data from bullmq.job where id = 'only-an-id-0'",
      );
      expect(rows).toEqual([{ data: { id: 'only-an-id' } }]);
    }
  });
});

describe('a worker', () => {
  it('refuses to start where a job has no handler, or has two', async () => {
    const queue = openReminderQueue({
      ledger: 'refusing',
      redisUrl: testRedisUrl(),
      databaseUrl: '',
      onError: () => undefined,
    });
    const handler = { job: 'send-summary' as const, run: async () => undefined };
    expect(() => queue.work([])).toThrow('the job "send-summary" has no handler');
    expect(() => queue.work([handler, handler])).toThrow('the job "send-summary" has 2 handlers');
    await queue.close();
  });
});
