import type { BackendFactory, IQueueBackend, Job } from 'bullmq';
import { createPostgresBackend, createRedisBackend, withBackend } from 'bullmq';
import { type JobHandler, type JobName, jobHandlers } from './reminder-jobs.js';

export interface QueuedSummary {
  readonly summary: string;
  readonly attempt: number;
}

/** Wakes workers. It may forget anything at any time: a scan enqueues what is still owed. */
export interface ReminderQueue {
  /** Adds a job for each; one that is already waiting is not added twice. */
  enqueue(summaries: readonly QueuedSummary[]): Promise<void>;
  /** Starts taking jobs. Throws where a job has no handler or has two. */
  work(handlers: readonly JobHandler[]): void;
  /** Stops taking jobs, waits for those in hand, and lets go of the connections. */
  close(): Promise<void>;
}

export interface ReminderQueueSettings {
  readonly ledger: string;
  /** Null: the queue stands in Postgres. */
  readonly redisUrl: string | null;
  readonly databaseUrl: string;
  /** Jobs that one worker has in hand at a time. */
  readonly concurrency?: number;
  readonly onError: (error: Error) => void;
}

/** Opens the queue on Redis where there is one, else on BullMQ's own tables in Postgres. */
export function openReminderQueue(settings: ReminderQueueSettings): ReminderQueue {
  const { redisUrl, databaseUrl } = settings;
  if (redisUrl === null) {
    const connection = { connectionString: databaseUrl, max: 4 };
    return onBackend(createPostgresBackend, connection, connection, settings);
  }
  return onBackend(
    createRedisBackend,
    // An unreachable Redis fails an enqueue at once: the scan goes on and comes back to it.
    { url: redisUrl, maxRetriesPerRequest: 1, enableOfflineQueue: false },
    { url: redisUrl, maxRetriesPerRequest: null },
    settings,
  );
}

interface Payload {
  readonly id: string;
}

function onBackend<B extends IQueueBackend, C>(
  factory: BackendFactory<B, C>,
  forAdding: C,
  forWorking: C,
  { ledger, concurrency = 4, onError }: ReminderQueueSettings,
): ReminderQueue {
  const { Queue, Worker } = withBackend(factory);
  const name = `reminders-${ledger}`;
  const common = { prefix: 'actum' };
  const queue = new Queue<Payload, void, JobName>(name, { ...common, connection: forAdding });
  queue.on('error', onError);
  const workers: { close(): Promise<void> }[] = [];
  return {
    async enqueue(summaries) {
      if (summaries.length === 0) return;
      await queue.waitUntilReady();
      for (const { summary, attempt } of summaries) {
        // Removed when over, so that the same id can be enqueued again.
        const options = { jobId: `${summary}-${attempt}`, removeOnComplete: true, removeOnFail: true };
        await queue.add('send-summary', { id: summary }, options);
      }
    },
    work(handlers) {
      const byJob = jobHandlers(handlers);
      const run = async ({ name: job, data }: Job<Payload, void, JobName>): Promise<void> => {
        await byJob.get(job)?.run(data.id);
      };
      const worker = new Worker<Payload, void, JobName>(name, run, {
        ...common,
        connection: forWorking,
        concurrency,
        // A job whose worker died is taken by another within seconds; a lock that ends too soon does no
        // harm, as the summary itself is claimed.
        lockDuration: 10_000,
        stalledInterval: 5_000,
      });
      worker.on('error', onError);
      worker.on('failed', (_job, error) => onError(error));
      workers.push(worker);
    },
    async close() {
      await Promise.all(workers.map((worker) => worker.close()));
      await queue.close();
    },
  };
}
