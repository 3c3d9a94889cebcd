import { randomUUID } from 'node:crypto';
import { openPostgresLedger } from '../../dist/libs/ledger/index.js';
import { drive, median, payload, timed } from './drive.mjs';
import { append, eventOf, foundLedger } from './stores/actum.mjs';

const NAME = 'bench-growth';
const STREAM = 10;

/** The ledger, with so many events: ten an item. */
export async function growTo(server, keys, events) {
  const pool = server.pool(8);
  const opened = openPostgresLedger({ pool, name: NAME, keys });
  const position = await opened.lastPosition();
  const ledger = position === 0 ? await foundLedger(pool, keys, NAME) : opened;
  let left = Math.ceil((events - position) / STREAM);
  await Promise.all(
    Array.from({ length: 200 }, async () => {
      while (left-- > 0)
        await append(
          ledger,
          `item:${randomUUID()}`,
          0,
          Array.from({ length: STREAM }, () => eventOf(payload())),
        );
    }),
  );
  await server.admin.query('vacuum analyze ledger.event');
  await server.admin.query('checkpoint');
  return { ledger, pool, server, close: () => pool.end() };
}

/** What an append, an item and an event cost there. */
export async function measureAt({ ledger, pool, server }, events) {
  const one = (_writer, n) => append(ledger, `item:${randomUUID()}`, 0, [eventOf(payload(n))]);
  const known = `item:${randomUUID()}`;
  await append(
    ledger,
    known,
    0,
    Array.from({ length: STREAM }, () => eventOf(payload())),
  );
  const rates = [];
  for (let n = 0; n < 3; n++) rates.push((await drive(64, 2, one)).perSecond);
  const single = await drive(1, 1, one);
  const loads = [];
  for (let n = 0; n < 50; n++) loads.push((await timed(() => ledger.readStream(known))).seconds * 1000);
  const { rows } = await server.admin.query(
    "select pg_total_relation_size('ledger.event')::float8 / (select count(*) from ledger.event) as bytes",
  );
  void pool;
  return {
    events,
    appends: median(rates),
    single: median(single.times),
    load: median(loads),
    bytes: rows[0].bytes,
  };
}
