import type pg from 'pg';
import { asking, Consumer } from '../harness/consumer.js';

/** Keeps the data as jsonb, which says the same in other bytes. */
export const reformattingReader = (pool: pg.Pool, ledger: string, withinMs: number): Consumer =>
  new Consumer(
    { name: 'a reader through jsonb', withinMs },
    asking(async (after) => {
      const { rows } = await pool.query<{ position: number; line: string }>(
        `select position, concat_ws(' ', position, stream, version, type, convert_from(data, 'UTF8')::jsonb) as line
         from ledger.event where ledger = $1 and position > $2 order by position limit 200`,
        [ledger, after?.position ?? 0],
      );
      return rows.map(({ position, line }) => ({ position, text: line }));
    }),
  );
