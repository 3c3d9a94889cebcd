import { randomUUID } from 'node:crypto';
import pg from 'pg';

/** Transactions of somebody else's, which hold back every horizon of the cluster. */
export interface Elsewhere {
  end(): Promise<void>;
}

/**
 * An idle snapshot that has written, and a prepared transaction, in the database at hand and in another
 * one of the cluster.
 */
export async function transactionsElsewhere(superuserUrl: string): Promise<Elsewhere> {
  const other = new URL(superuserUrl);
  other.pathname = '/postgres';
  const parts = await Promise.all([superuserUrl, other.toString()].map(holdBack));
  return {
    end: async () => {
      await Promise.all(parts.map((part) => part.end()));
    },
  };
}

async function holdBack(url: string): Promise<Elsewhere> {
  const [idle, preparing] = [url, url].map((connectionString) => new pg.Client({ connectionString }));
  if (idle === undefined || preparing === undefined) throw new Error('Two were asked for.');
  await Promise.all([idle.connect(), preparing.connect()]);
  await idle.query('begin isolation level repeatable read');
  await idle.query('select txid_current()');
  const name = `faults-${randomUUID()}`;
  await preparing.query('begin');
  await preparing.query('select txid_current()');
  await preparing.query(`prepare transaction '${name}'`);
  return {
    end: async () => {
      await preparing.query(`rollback prepared '${name}'`);
      await Promise.all([preparing.end(), idle.end()]);
    },
  };
}
