import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import pg from 'pg';
import { openPool } from '#database';
import { entriesOf, generateKeys, type Ledger, openPostgresLedger, verifyEntries } from '#ledger';
import type { TestDatabase } from '../test-database.js';
import { founding, requestOf } from '../test-ledger.js';
import { checkLaws } from './laws.js';
import { type Script, someRace } from './race-steps.js';
import { runRace } from './run-race.js';

/** How long a connection that is down is tried again, by process: the second one tells its clients at once. */
const PROCESSES = [15_000, 0, 15_000] as const;
/** What failed once need not fail again, as a race never runs twice the same: a smaller one gets some chances. */
const TRIES_TO_SHRINK = 5;

export interface RaceOptions {
  readonly races: number;
  /** Stands between the clients and the ledger, to plant a fault. */
  readonly by?: (ledger: Ledger) => Ledger;
  /** Looks for the smallest script that still fails; true by default. */
  readonly shrinks?: boolean;
}

/** Races of random clients on ledgers of one database, through pools that stand for a process each. */
export interface Races {
  /** What fast-check found, its seed included: `LEDGER_SEED` has that run again. */
  check(options: RaceOptions): Promise<fc.RunDetails<[Script]>>;
  /** How often clients were answered so. */
  readonly answers: ReadonlyMap<string, number>;
  close(): Promise<void>;
}

export function openRaces(database: TestDatabase): Races {
  const keys = generateKeys();
  const pools = PROCESSES.map(() => openPool(database.appUrl, { size: 3, name: 'racing' }));
  const superuser = new pg.Pool({ connectionString: database.superuserUrl, max: 1 });
  const answers = new Map<string, number>();

  const killOne = async () => {
    await superuser.query(
      `select pg_terminate_backend(pid) from pg_stat_activity
       where datname = current_database() and application_name = 'racing' order by random() limit 1`,
    );
  };

  async function race(script: Script, by: (ledger: Ledger) => Ledger): Promise<void> {
    const name = `race-${randomUUID()}`;
    const open = (process: number) => {
      const pool = pools[process] ?? database.pool;
      return by(openPostgresLedger({ pool, name, keys, retryForMs: PROCESSES[process] ?? 0 }));
    };
    const reader = openPostgresLedger({ pool: database.pool, name, keys });
    const founded = requestOf(reader, [{ stream: 'ledger', expectedVersion: 0, events: [founding(name)] }]);
    const verdict = await reader.append(founded);
    const account = await runRace(script, [open(0), open(1), open(2)], killOne);
    for (const one of account.observations) {
      const answer = typeof one.outcome === 'string' ? one.outcome : one.outcome.verdict;
      answers.set(answer, (answers.get(answer) ?? 0) + 1);
    }
    const first = { process: -1, request: founded, guilty: false, inTurn: false, begun: -1, ended: 0 };
    const observations = [{ ...first, outcome: verdict }, ...account.observations];
    checkLaws(await reader.readEntries(0, 10_000), { ...account, observations });
    const report = await verifyEntries(entriesOf(reader));
    if (!report.ok) throw new Error(`The log does not verify: ${JSON.stringify(report)}`);
  }

  return {
    answers,
    async check({ races, by = (ledger) => ledger, shrinks = true }) {
      let failed = false;
      const property = fc.asyncProperty(someRace, async (script) => {
        for (let tries = failed ? TRIES_TO_SHRINK : 1; tries > 0; tries--) {
          try {
            await race(script, by);
          } catch (error) {
            failed = true;
            throw error;
          }
        }
      });
      const seed = process.env.LEDGER_SEED;
      return fc.check(property, {
        ...{ numRuns: races, endOnFailure: !shrinks },
        ...(seed === undefined ? {} : { seed: Number(seed) }),
      });
    },
    async close() {
      await Promise.all([...pools.map((pool) => pool.end()), superuser.end()]);
    },
  };
}
