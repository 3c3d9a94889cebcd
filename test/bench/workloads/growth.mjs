import { randomUUID } from 'node:crypto';
import { openPostgresLedger } from '../../../dist/libs/ledger/index.js';
import { drive, median, timed } from '../drive.mjs';
import { furnishPlan, furnishType, openedWith } from '../furnish.mjs';
import { count, progressOf, say } from '../progress.mjs';
import { append, eventOf, foundLedger, requestOf } from '../stores/actum.mjs';
import { openViews } from '../views.mjs';

const NAME = 'bench-growth';
/** Of so many events, one plan's items take a part; the others are reminders that were sent, which no plan's table shows. */
const EVENTS_A_PLAN = 10_000;
const ITEMS_A_PLAN = 100;
const REMINDERS_AT_ONCE = 100;
/**
 * After a checkpoint Postgres logs the whole of each page that is written for the first time, and streams lie in
 * their index by chance: by so many appends for each event that is there, nearly every page of it was.
 */
const APPENDS_UNTIL_SETTLED = 0.03;

/** What an append, an item, a plan's table and a scan for overdue cost in an ever longer ledger. */
export async function growth({ result, server, keys, stores, full, quick, events: most }) {
  const pool = server.pool(12);
  const ledger = openPostgresLedger({
    pool,
    name: NAME,
    keys,
    queueBounds: { requests: 100_000, bytes: 2 ** 29 },
  });
  await foundLedger(pool, keys, NAME);
  await furnishType(ledger);
  const views = openViews(pool, ledger);
  // Measured first at the least length, which is filled before the code is warm.
  await drive(64, 3, stores[0].one);
  const end = full ? most : quick ? 1e5 : 1e6;
  let plans = 0;
  for (let size = 1e4; size <= end; size *= 10) {
    plans = await growTo(ledger, size, plans);
    await follow(ledger, views);
    for (const statement of ['vacuum analyze', 'checkpoint']) await server.admin.query(statement);
    say(`measuring at ${count(size)} events`);
    const measured = { events: size, ...(await measure({ ledger, views, server, plans, size })) };
    result.growth.push(measured);
    say(
      `appends a second ${count(measured.appends)} (${measured.images.toFixed(2)} pages each), right after a checkpoint ${count(measured.atOnce)} (${measured.imagesAtOnce.toFixed(2)}); ${timesOf(measured)}`,
    );
  }
  await pool.end();
}

/** @returns how many plans there are now */
async function growTo(ledger, events, before) {
  const from = await ledger.lastPosition();
  say(`growing from ${count(from)} to ${count(events)} events`);
  const plans = Math.max(1, Math.round(events / EVENTS_A_PLAN));
  const tell = progressOf('growing', from, events);
  let next = before;
  let reminders = events - from - (plans - before) * (ITEMS_A_PLAN * 2.5 + 1);
  let reached = from;
  const reach = (more) => {
    reached += more;
    tell(reached);
  };
  await Promise.all(
    Array.from({ length: 16 }, async () => {
      while (next < plans || reminders > 0) {
        // In turn, so that plans' items lie all over the ledger.
        if (next < plans) reach(await furnishPlan(ledger, `plan-${next++}`, ITEMS_A_PLAN));
        for (let batch = 0; batch < 10 && reminders > 0; batch++) {
          reminders -= REMINDERS_AT_ONCE * 10;
          await ledger.append(
            requestOf(
              ledger,
              Array.from({ length: REMINDERS_AT_ONCE }, () => tenReminders()),
            ),
          );
          reach(REMINDERS_AT_ONCE * 10);
        }
      }
    }),
  );
  return plans;
}

async function follow(ledger, views) {
  const end = await ledger.lastPosition();
  const from = await views.position().catch(() => 0);
  say(`the views follow to ${count(end)}`);
  const tell = progressOf('folding', from, end);
  const telling = setInterval(async () => tell(await views.position()), 2_000);
  await views.catchUp();
  clearInterval(telling);
}

/** 395 bytes, as those of the other workloads. */
const reminder = () => ({
  person: 'focal-11',
  ...{ rung: 'overdue-30', dueRevision: 1, channel: 'outbox', because: 'owner', folded: [] },
  messageId: `${randomUUID()}@bench.example`.padEnd(264, 'x'),
});
const tenReminders = () => ({
  stream: `reminders:${randomUUID()}`,
  expectedVersion: 0,
  events: Array.from({ length: 10 }, () => eventOf(reminder(), 'ReminderSent')),
});

async function measure({ ledger, views, server, plans, size }) {
  const known = `item:${randomUUID()}`;
  const reports = Array.from({ length: 8 }, () => eventOf({ text: ''.padEnd(384, 'x') }));
  await append(ledger, known, 0, [...openedWith('known'), ...reports]);
  await views.catchUp();
  const position = await ledger.lastPosition();
  const reads = [];
  for (let n = 0; n < 25; n++) reads.push(await views.read(`plan-${(n * 7) % plans}`, position));
  const read = (key) => median(reads.slice(5).map((one) => one[key]));
  const loads = [];
  for (let n = 0; n < 50; n++) loads.push((await timed(() => ledger.readStream(known))).seconds * 1000);
  const one = () => append(ledger, `reminders:${randomUUID()}`, 0, [eventOf(reminder(), 'ReminderSent')]);
  const rate = async () => {
    const rates = [];
    const before = await pageImages(server);
    for (let n = 0; n < 5; n++) rates.push(await drive(64, 1, one));
    const done = rates.reduce((sum, { times }) => sum + times.length, 0);
    const images = ((await pageImages(server)) - before) / done;
    return { perSecond: median(rates.map(({ perSecond }) => perSecond)), images };
  };
  const atOnce = await rate();
  for (let done = 0; done < size * APPENDS_UNTIL_SETTLED; ) done += (await drive(64, 1, one)).times.length;
  const settled = await rate();
  const single = await drive(1, 1, one);
  const { rows } = await server.admin.query(
    "select pg_total_relation_size('ledger.event')::float8 / (select count(*) from ledger.event) as bytes",
  );
  return {
    ...{ appends: settled.perSecond, images: settled.images },
    ...{ atOnce: atOnce.perSecond, imagesAtOnce: atOnce.images },
    ...{ single: median(single.times), load: median(loads) },
    ...{ plan: read('today'), overdue: read('overdue'), bytes: rows[0].bytes },
  };
}

/** Whole pages in the log so far. */
const pageImages = async ({ admin }) =>
  Number((await admin.query('select wal_fpi from pg_stat_wal')).rows[0].wal_fpi);

const timesOf = ({ single, load, plan, overdue }) =>
  Object.entries({ 'one alone': single, 'an item': load, "a plan's table": plan, 'what is overdue': overdue })
    .map(([what, ms]) => `${what} ${ms.toFixed(2)} ms`)
    .join(', ');
