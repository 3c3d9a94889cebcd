import { randomUUID } from 'node:crypto';
import { CommandWay } from '../../../dist/libs/application/way/command-way.js';
import { write } from '../../../dist/libs/application/way/decided.js';
import { RecentStreams } from '../../../dist/libs/application/way/recent-streams.js';
import { openPostgresLedger } from '../../../dist/libs/ledger/index.js';
import { ProjectionRunner } from '../../../dist/libs/projections/runner/projection-runner.js';
import { payload } from '../drive.mjs';

const effectiveOn = { text: 'not stated', earliest: null, latest: null };
export const eventOf = (data, type = 'ProgressReported') => ({ type, data, effectiveOn });

export function requestOf(ledger, writes) {
  const commandId = randomUUID();
  return {
    ...{ commandId, actor: 'bench', correlationId: commandId, causationId: null, writes, reads: [] },
    requestDigest: ledger.requestDigest({ commandId }),
  };
}

/** A founded ledger of its own. */
export async function foundLedger(pool, keys, name) {
  const ledger = openPostgresLedger({ pool, name, keys, queueBounds: { requests: 100_000, bytes: 2 ** 29 } });
  const data = { origin: `bench.example/${name}`, administrators: [], reminders: false, clock: 'real' };
  await append(ledger, 'ledger', 0, [eventOf(data, 'LedgerOpened')]);
  return ledger;
}

export async function append(ledger, stream, expectedVersion, events) {
  const verdict = await ledger.append(requestOf(ledger, [{ stream, expectedVersion, events }]));
  if (verdict.verdict !== 'appended') throw new Error(`The append was answered ${verdict.verdict}.`);
  return verdict;
}

/** Counts reports a stream, as the set-based floor does. */
export const tally = (version) => ({
  name: 'bench_tally',
  version,
  tables: { tally: { columns: { stream: 'text', events: 'integer' }, key: ['stream'] } },
  needs: ({ type, stream }) => (type === 'ProgressReported' ? { tally: [stream] } : null),
  fold: ({ stream }, rows) =>
    rows.put('tally', { stream, events: (rows.one('tally', stream)?.events ?? 0) + 1 }),
});

export async function openActum(server, keys, name) {
  const pool = server.pool(8);
  const ledger = await foundLedger(pool, keys, name);
  const way = new CommandWay(ledger, { keep: async () => undefined }, new RecentStreams(ledger));
  const hot = `item:hot-${randomUUID()}`;
  return {
    name: 'actum',
    how: 'libs/ledger, one pool of 8; the hot stream through the way that every command takes',
    ledger,
    pool,
    one: (_writer, n) => append(ledger, `item:${randomUUID()}`, 0, [eventOf(payload(n))]),
    ten: (_writer, n) =>
      append(
        ledger,
        `item:${randomUUID()}`,
        0,
        Array.from({ length: 10 }, () => eventOf(payload(n))),
      ),
    async hot(writer, n) {
      const underway = {
        command: 'Count',
        meta: { commandId: randomUUID(), actor: 'bench' },
        payload: { writer, n },
      };
      const answer = await way.take({ ...underway, stream: hot }, async (streams) => {
        const seen = await streams.version(hot);
        return write({ stream: hot, events: [eventOf(payload(seen))] });
      });
      if (answer.outcome !== 'accepted') throw new Error(`The hot stream answered ${answer.outcome}.`);
    },
    async fill(stream, count) {
      for (let version = 0; version < count; version += 500)
        await append(
          ledger,
          stream,
          version,
          Array.from({ length: Math.min(500, count - version) }, () => eventOf(payload(version))),
        );
    },
    load: async (stream) => (await ledger.readStream(stream)).length,
    async forward(limit) {
      let count = 0;
      for (let position = 0; count < limit; ) {
        const events = await ledger.readForward(position, 1000);
        if (events.length === 0) break;
        count += events.length;
        position = events.at(-1).position;
      }
      return count;
    },
    /** @returns how many events were folded */
    async project(version) {
      return new ProjectionRunner(tally(version), { pool, ledger, batchSize: 2000 }).catchUp();
    },
    /** Every position that a follower was handed until it was told to stop. */
    async follow(stop) {
      const seen = [];
      for (let position = 0; ; ) {
        const last = stop.done;
        const events = await ledger.readForward(position, 500);
        for (const { data } of events) seen.push(data.id);
        position = events.at(-1)?.position ?? position;
        if (last && events.length === 0) return seen.filter((id) => id !== undefined);
      }
    },
    tagged: (id) => append(ledger, `item:${randomUUID()}`, 0, [eventOf({ ...payload(), id })]),
    async size() {
      const { rows } = await pool.query(
        "select pg_total_relation_size('ledger.event')::float8 as bytes, (select count(*) from ledger.event)::float8 as events",
      );
      return rows[0];
    },
    close: () => pool.end(),
  };
}
