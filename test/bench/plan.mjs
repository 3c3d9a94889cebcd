import { kyselyOn } from '../../dist/libs/database/index.js';
import { catalogue } from '../../dist/libs/projections/catalogue/catalogue.projection.js';
import { directory } from '../../dist/libs/projections/directory/directory.projection.js';
import { readItems, readPlanTable } from '../../dist/libs/projections/index.js';
import { ProjectionRunner } from '../../dist/libs/projections/runner/projection-runner.js';
import { statusTable } from '../../dist/libs/projections/status-table/status-table.projection.js';
import {
  deadline,
  followUp,
  followUpDigest,
  itemEvent,
  on,
  opened,
  via,
} from '../../dist/libs/testing/small-plan.js';
import { timed } from './drive.mjs';
import { append, eventOf, foundLedger, requestOf } from './stores/actum.mjs';

const ITEMS_A_PLAN = 1000;
const CHUNK = 400;

/** Plans of a thousand items each, all started half way: the views' rows on two axes. */
export async function furnishPlans(server, keys, items) {
  const pool = server.pool(12);
  const ledger = await foundLedger(pool, keys, 'bench-plans');
  const json = (value) => JSON.parse(JSON.stringify(value));
  await append(ledger, 'type:follow-up', 0, [
    eventOf(json({ definition: followUp, digest: followUpDigest }), 'TypePublished'),
  ]);
  await append(ledger, 'body:board', 0, [eventOf({ name: 'Board' }, 'BodyRegistered')]);
  const due = deadline('By end 2024', '2024-12-31');
  const started = {
    type: 'Transitioned',
    data: { via: via('start', 'agreed', 'ongoing', 'FollowUpStarted'), mark: 'begun' },
  };
  for (let plan = 0; plan * ITEMS_A_PLAN < items; plan++) {
    const names = Array.from({ length: ITEMS_A_PLAN }, (_, index) => `plan-${plan}.${index + 1}`);
    for (let from = 0; from < names.length; from += CHUNK) {
      const writes = names.slice(from, from + CHUNK).map((item, index) => ({
        stream: `item:${item}`,
        expectedVersion: 0,
        events: [
          itemEvent(
            opened(item, {
              number: String(from + index + 1),
              plan: `plan-${plan}`,
              ordinal: from + index + 1,
              owner: 'board',
            }),
            on('2023-01-31'),
          ),
          itemEvent({ type: 'DueSet', data: { due } }, on('2023-01-31')),
        ],
      }));
      await ledger.append(requestOf(ledger, writes));
    }
    const startedWrites = names
      .filter((_, index) => index % 2 === 0)
      .map((item) => ({
        stream: `item:${item}`,
        expectedVersion: 2,
        events: [itemEvent(started, on('2024-06-30'))],
      }));
    await ledger.append(requestOf(ledger, startedWrites));
    await append(ledger, `plan:plan-${plan}`, 0, [
      {
        ...eventOf(
          {
            title: `Plan ${plan}`,
            body: 'board',
            components: [{ id: 'only', title: 'Component' }],
            items: names.map((item) => ({ item, component: 'only' })),
          },
          'PlanEndorsed',
        ),
        effectiveOn: on('2023-01-31'),
      },
    ]);
  }
  const options = { pool, ledger, batchSize: 1000 };
  const { seconds } = await timed(() =>
    Promise.all(
      [catalogue, directory, statusTable].map((view) => new ProjectionRunner(view, options).catchUp()),
    ),
  );
  await server.admin.query('analyze');
  const access = { db: kyselyOn(pool), ledger };
  const events = await ledger.lastPosition();
  const half = Math.floor(events * 0.99);
  return {
    events,
    folded: events / seconds,
    /** Milliseconds for a plan's table today, on an earlier day, as on record earlier, and for what is overdue. */
    async read() {
      const plan = `plan-${Math.floor((Math.random() * items) / ITEMS_A_PLAN) % 90}`;
      const ms = async (work) => (await timed(work)).seconds * 1000;
      return {
        today: await ms(() => readPlanTable(access, plan)),
        asOf: await ms(() => readPlanTable(access, plan, { asOf: '2024-01-01' })),
        knownAt: await ms(() => readPlanTable(access, plan, { asOf: '2024-01-01', knownAt: half })),
        overdue: await ms(() => readItems(access, { overdue: true, limit: 100 })),
      };
    },
    close: () => pool.end(),
  };
}
