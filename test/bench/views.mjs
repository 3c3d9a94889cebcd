import { kyselyOn } from '../../dist/libs/database/index.js';
import { catalogue } from '../../dist/libs/projections/catalogue/catalogue.projection.js';
import { directory } from '../../dist/libs/projections/directory/directory.projection.js';
import { readItems, readPlanTable } from '../../dist/libs/projections/index.js';
import { ProjectionRunner } from '../../dist/libs/projections/runner/projection-runner.js';
import { statusTable } from '../../dist/libs/projections/status-table/status-table.projection.js';
import { timed } from './drive.mjs';

/** The views that a plan's table is read from, and what reading it takes. */
export function openViews(pool, ledger) {
  const access = { db: kyselyOn(pool), ledger };
  const ms = async (work) => (await timed(work)).seconds * 1000;
  const follow = (options) =>
    Promise.all(
      [catalogue, directory, statusTable].map((view) => new ProjectionRunner(view, options).catchUp()),
    );
  return {
    /** Brings them up to the ledger. */
    catchUp: () => follow({ pool, ledger, batchSize: 1000 }),
    /** How far the one that has the most to do is. */
    async position() {
      const { rows } = await pool.query(
        `select position from view_status_table_v${statusTable.version}.checkpoint where ledger = $1`,
        [ledger.name],
      );
      return Number(rows[0]?.position ?? 0);
    },
    /** Milliseconds for a plan's table today, on an earlier day, as on record at a position, and a page of what is overdue. */
    async read(plan, knownAt) {
      return {
        today: await ms(() => readPlanTable(access, plan)),
        asOf: await ms(() => readPlanTable(access, plan, { asOf: '2024-01-01' })),
        knownAt: await ms(() => readPlanTable(access, plan, { asOf: '2024-01-01', knownAt })),
        overdue: await ms(() => readItems(access, { overdue: true, limit: 100 })),
      };
    },
  };
}
