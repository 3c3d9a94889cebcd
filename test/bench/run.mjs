import { join } from 'node:path';
import { openKeyFile } from '../../dist/libs/ledger/index.js';
import { openFloors } from './floors.mjs';
import { judge } from './goals.mjs';
import { say } from './progress.mjs';
import { machine, merged, readResults, writeResults } from './report/results.mjs';
import { goalLines, medians, storeTable } from './report/tables.mjs';
import { findPgbench, startServer } from './server.mjs';
import { openStores } from './stores/stores.mjs';
import { valuesOf } from './values.mjs';
import { appends } from './workloads/appends.mjs';
import { growth } from './workloads/growth.mjs';
import { lost } from './workloads/lost.mjs';
import { plans } from './workloads/plans.mjs';
import { processes } from './workloads/processes.mjs';
import { reads } from './workloads/reads.mjs';
import { snapshot } from './workloads/snapshot.mjs';
import { wholeProgram } from './workloads/whole-program.mjs';

/** Each puts what it measured into the result; in this order, for some go on with what others left. */
const WORKLOADS = { appends, reads, lost, processes, http: wholeProgram, growth, plans, snapshot };

export async function run(options) {
  const { only, full, command, write } = options;
  const wants = (part) => (only === null || only.includes(part)) && (part !== 'snapshot' || full);
  const pgbench = findPgbench();
  const server = await startServer();
  // A peer's own pool does not expect that its server ends.
  process.on('uncaughtException', (error) => {
    if (error.code !== '57P01' && error.code !== 'ECONNRESET') throw error;
  });
  const keyFile = join(server.folder, 'bench-keys.json');
  const keys = openKeyFile(keyFile);
  const result = {
    date: new Date().toISOString().slice(0, 10),
    machine: machine(),
    command,
    versions: `Postgres ${server.version}, Node ${process.versions.node}`,
    how: {},
    rounds: [],
    growth: [],
    plans: null,
    http: null,
  };
  try {
    const floors = await openFloors(server, pgbench);
    const stores = await openStores(server, keys, wants('peers'));
    for (const { name, how } of [...stores, floors]) result.how[name] = how;
    const bench = { ...options, ...{ server, keys, keyFile, floors, stores, result } };
    for (const [part, workload] of Object.entries(WORKLOADS)) if (wants(part)) await workload(bench);
    for (const store of stores) await store.close();
    await floors.close();
  } catch (error) {
    // Told before the server goes, for every open connection has something to say about that.
    console.error(error);
    process.exitCode = 1;
    throw error;
  } finally {
    await server.stop();
  }
  result.goals = judge(valuesOf(result));
  if (result.rounds.length > 0) console.log(`\n${storeTable(medians(result.rounds))}\n`);
  console.log(goalLines(result.goals));
  if (!write) return;
  const whole = only === null ? result : merged(readResults(), result, only);
  writeResults({ ...whole, goals: judge(valuesOf(whole)) });
  say('docs/benchmarks.md is written.');
}
