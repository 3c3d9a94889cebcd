import { randomUUID } from 'node:crypto';
import type pg from 'pg';
import { type Ledger, LedgerUnavailable } from '#ledger';
import { progress, requestOf } from '#testing';

/** What a consumer is handed and what writers are told, as any store of events can say it. */
export interface Store {
  /** Appends one event of this text. @returns whether it was acknowledged; anything else is a refusal */
  append(writer: number, text: string): Promise<boolean>;
  /** The texts after a position, in order, and where the last of them stands. */
  forward(
    position: number,
    limit: number,
  ): Promise<{ readonly texts: readonly string[]; readonly last: number }>;
}

export interface Account {
  readonly acknowledged: readonly string[];
  /** What the consumer that followed was handed, in order. */
  readonly handed: readonly string[];
  /** What the whole log says, read from its beginning afterwards. */
  readonly log: readonly string[];
}

/** So many writers race, while one consumer follows and `disturb` does its worst, until each has written so much. */
export async function race(
  store: Store,
  writers: number,
  each: number,
  disturb: () => Promise<void>,
): Promise<Account> {
  const acknowledged: string[] = [];
  let writing = true;
  const handed: string[] = [];
  const following = (async () => {
    for (let position = 0; ; ) {
      const last = !writing;
      const page = await store.forward(position, 200);
      handed.push(...page.texts);
      position = page.last;
      if (last && page.texts.length === 0) return;
    }
  })();
  const disturbing = (async () => {
    while (writing) await disturb();
  })();
  const one = async (writer: number) => {
    for (let count = 0; count < each; count++) {
      const text = `${writer}-${count}-${randomUUID()}`;
      if (await store.append(writer, text)) acknowledged.push(text);
    }
  };
  await Promise.all(Array.from({ length: writers }, (_, writer) => one(writer)));
  writing = false;
  await Promise.all([following, disturbing]);
  const log: string[] = [];
  for (let position = 0; ; ) {
    const page = await store.forward(position, 1_000);
    if (page.texts.length === 0) break;
    log.push(...page.texts);
    position = page.last;
  }
  return { acknowledged, handed, log };
}

/** What was promised and not kept: all empty, where the store keeps its promises. */
export function faultsIn({ acknowledged, handed, log }: Account) {
  const counts = new Map<string, number>();
  for (const text of log) counts.set(text, (counts.get(text) ?? 0) + 1);
  const seen = new Set(handed);
  return {
    lost: acknowledged.filter((text) => !counts.has(text)),
    twice: [...counts].filter(([, count]) => count > 1).map(([text]) => text),
    neverHanded: log.filter((text) => !seen.has(text)),
    inAnotherOrder: handed.length === log.length && handed.some((text, index) => text !== log[index]),
  };
}

/**
 * Writers on an item each, some of whom look at a version that is wrong, and are refused. With the planted
 * bug, what may well be on record is sent as something new, on a version looked up anew.
 */
export function ledgerStore(
  ledgers: readonly [Ledger, ...Ledger[]],
  resend: 'same command' | 'as a new command',
  reader: Ledger = ledgers[0],
): Store {
  const versions = new Map<number, number>();
  return {
    async append(writer, text) {
      const ledger = ledgers[writer % ledgers.length] ?? ledgers[0];
      const stream = `item:${writer}`;
      const wrong = Math.random() < 0.1 ? 1 : 0;
      const requestAt = (expectedVersion: number) =>
        requestOf(ledger, [{ stream, expectedVersion, events: [progress(text)] }]);
      let version = versions.get(writer) ?? 0;
      let request = requestAt(version + wrong);
      for (;;) {
        try {
          const verdict = await ledger.append(request);
          if (verdict.verdict !== 'appended' && verdict.verdict !== 'repeated') return false;
          versions.set(writer, version + 1);
          return true;
        } catch (error) {
          if (!(error instanceof LedgerUnavailable)) throw error;
          if (resend === 'same command') continue;
          version = (await reader.readStream(stream)).length;
          request = requestAt(version);
        }
      }
    },
    async forward(position, limit) {
      const events = await reader.readForward(position, limit);
      return {
        texts: events.flatMap(({ data }) =>
          'text' in data && typeof data.text === 'string' ? [data.text] : [],
        ),
        last: events.at(-1)?.position ?? position,
      };
    },
  };
}

/** Positions from a sequence, read by "greater than the last": what the ledger must not be. */
export function sequenceStore(pool: pg.Pool): Store {
  return {
    async append(writer, text) {
      const client = await pool.connect();
      try {
        await client.query('begin');
        await client.query('insert into by_sequence (text) values ($1)', [text]);
        // A transaction takes as long as it takes: some do more than others.
        if (writer % 4 === 0) await client.query('select pg_sleep(0.01)');
        await client.query('commit');
        return true;
      } finally {
        client.release();
      }
    },
    async forward(position, limit) {
      const { rows } = await pool.query<{ position: number; text: string }>(
        'select position, text from by_sequence where position > $1 order by position limit $2',
        [position, limit],
      );
      return { texts: rows.map(({ text }) => text), last: rows.at(-1)?.position ?? position };
    },
  };
}
