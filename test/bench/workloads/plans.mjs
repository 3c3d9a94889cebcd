import { median, timed } from '../drive.mjs';
import { furnishPlan, furnishType } from '../furnish.mjs';
import { say } from '../progress.mjs';
import { foundLedger } from '../stores/actum.mjs';
import { openViews } from '../views.mjs';

const ITEMS_A_PLAN = 1000;

/** W8: a plan's table among many, today and on the two axes of time. */
export async function plans({ result, server, keys, quick }) {
  const items = quick ? 5_000 : 100_000;
  say(`plans of ${items} items`);
  const pool = server.pool(12);
  const ledger = await foundLedger(pool, keys, 'bench-plans');
  await furnishType(ledger);
  const count = items / ITEMS_A_PLAN;
  for (let plan = 0; plan < count; plan++) await furnishPlan(ledger, `plan-${plan}`, ITEMS_A_PLAN);
  const views = openViews(pool, ledger);
  const { seconds } = await timed(() => views.catchUp());
  await server.admin.query('analyze');
  const events = await ledger.lastPosition();
  const reads = [];
  for (let n = 0; n < 15; n++) {
    // As on record when all but the last plans were: those that are read were by then.
    const plan = Math.floor(Math.random() * Math.floor(count * 0.9));
    reads.push(await views.read(`plan-${plan}`, Math.floor(events * 0.99)));
  }
  const warm = reads.slice(3);
  const of = (key) => median(warm.map((read) => read[key]));
  result.plans = {
    ...{ items, folded: events / seconds },
    ...{ today: of('today'), asOf: of('asOf'), knownAt: of('knownAt'), overdue: of('overdue') },
  };
  await pool.end();
}
