import type pg from 'pg';
import { asking, Consumer, type Traits } from '../harness/consumer.js';
import type { Entry } from '../harness/entry.js';
import type { Scenario } from '../harness/play.js';
import type { Random } from '../harness/random.js';

/** Events whose positions come from a sequence, as most stores of events on Postgres have it: what the ledger must not be. */
export const SEQUENCE_TABLE = `create table by_sequence (
  position bigint generated always as identity primary key, writer integer not null, text text not null,
  transaction xid8 not null default pg_current_xact_id())`;

/** A transaction takes as long as it takes: some do more than others, and some think better of it. */
export function sequenceWriters(pool: pg.Pool, random: Random): Scenario['write'] {
  return async (writer, text) => {
    const client = await pool.connect();
    const refused = random.chance(0.1);
    try {
      await client.query('begin');
      await client.query('insert into by_sequence (writer, text) values ($1, $2)', [writer, text]);
      if (writer % 4 === 0) await client.query('select pg_sleep(0.01)');
      await client.query(refused ? 'rollback' : 'commit');
      return refused ? 'refused' : 'acknowledged';
    } finally {
      client.release();
    }
  };
}

/** What is read: whatever is there, or only what no transaction under way can come before any more. */
export const readings = {
  byPosition: 'true',
  behindXmin: 'transaction < pg_snapshot_xmin(pg_current_snapshot())',
} as const;

export const sequenceReader = (pool: pg.Pool, only: keyof typeof readings, traits: Traits): Consumer =>
  new Consumer(
    traits,
    asking(async (after) => {
      const { rows } = await pool.query<{ position: number; text: string }>(
        `select position, text from by_sequence where position > $1 and ${readings[only]} order by position limit 200`,
        [after?.position ?? 0],
      );
      return rows.map(({ position, text }) => ({ position, text: `${position} ${text}` }));
    }),
  );

export async function sequenceLog(pool: pg.Pool): Promise<readonly Entry[]> {
  const { rows } = await pool.query<{ position: number; writer: number; text: string; version: number }>(
    `select position, writer, text, row_number() over (partition by writer order by position)::integer as version
     from by_sequence order by position`,
  );
  return rows.map(({ position, writer, text, version }) => {
    const line = `${position} ${text}`;
    const at = { position, stream: `item:${writer}`, version, type: 'ProgressReported' };
    return { ...at, text, stored: line, told: line };
  });
}
