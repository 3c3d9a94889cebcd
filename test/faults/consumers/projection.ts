import type pg from 'pg';
import type { Ledger } from '#ledger';
import { ProjectionRunner, type RunnerOptions } from '#projections';
import { asking, Consumer, type Source } from '../harness/consumer.js';
import { nth, told } from './told.projection.js';

const PAGE = 500;

/** What whoever runs the projection `told` has left in its table, by whomever it is run. */
export const toldTable = (pool: pg.Pool, ledger: string, withinMs: number, name = 'a projection'): Consumer =>
  new Consumer({ name, withinMs }, rowsOf(pool, ledger));

/** The product's runner of projections, two of them as in two workers, over a view of the harness' own. */
export function projection(
  pool: pg.Pool,
  runners: readonly RunnerOptions[],
  ledger: Ledger,
  withinMs: number,
): Consumer {
  const rows = rowsOf(pool, ledger.name);
  return new Consumer({ name: 'a projection', withinMs }, async function* (signal) {
    const running = runners.map((options) => new ProjectionRunner(told, options).follow(signal));
    yield* rows(signal);
    await Promise.all(running);
  });
}

function rowsOf(pool: pg.Pool, ledger: string): Source {
  return asking(async (_last, count) => {
    const { rows } = await pool.query<{ position: number; line: string }>(
      'select position, line from view_told_v1.given where ledger = $1 and nth > $2 order by nth limit $3',
      [ledger, nth(count), PAGE],
    );
    return rows.map(({ position, line }) => ({ position, text: line }));
  });
}
