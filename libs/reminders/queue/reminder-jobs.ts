/** The jobs that a worker may be woken for. A payload holds ids only: what is owed stands in Postgres. */
export const jobNames = ['send-summary'] as const;
export type JobName = (typeof jobNames)[number];

export interface JobHandler {
  readonly job: JobName;
  /** May throw: the job is dropped, and the next scan enqueues what is still owed. */
  run(id: string): Promise<void>;
}

/** Handlers by job. Throws where a job has no handler or has two, so that a worker refuses to start. */
export function jobHandlers(handlers: readonly JobHandler[]): ReadonlyMap<JobName, JobHandler> {
  const problems = jobNames.flatMap((name) => {
    const count = handlers.filter(({ job }) => job === name).length;
    return count === 1 ? [] : [`the job "${name}" has ${count === 0 ? 'no handler' : `${count} handlers`}`];
  });
  if (problems.length > 0) throw new Error(`Cannot start: ${problems.join('; ')}.`);
  return new Map(handlers.map((handler) => [handler.job, handler]));
}
