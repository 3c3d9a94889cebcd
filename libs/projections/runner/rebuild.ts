import { CompiledQuery, type Kysely, sql, type Transaction } from 'kysely';
import { kyselyOn } from '#database';
import { Alarm } from './alarm.js';
import { KeptView } from './kept-view.js';
import { asLead } from './lead.js';
import { type Projection, schemaOf, tablesOf } from './projection.js';
import { ProjectionRunner, type RunnerOptions } from './projection-runner.js';
import type { Run } from './row-statements.js';
import type { RowsByTable } from './table.js';
import { ensureViewSchema, type ViewKeeping } from './view-schema.js';

/** A third of the lease, after which the server ends the session of a lead that says nothing. */
const HEARD_EVERY_MS = 2_000;

/** How many events behind the view that is read it may be to catch up while that one stands still. */
const LAST_STRETCH = 2_000;

/** The view of the same kind beside the one that is read, in a schema of its own. */
export const besides = <View extends { readonly name: string }>(view: View): View => ({
  ...view,
  name: `${view.name}_rebuild`,
});

/**
 * Fills a view anew from the first event on, beside the one that is read, and puts it in that one's place
 * once it has come as far. Readers see the old rows until then, and never wait. That a rebuild is asked
 * for is kept where it is filled, so that one that was killed half way goes on from there, in whichever
 * process comes first.
 */
export class ViewRebuild<Rows extends RowsByTable> {
  readonly #beside: Projection<Rows>;

  constructor(
    private readonly projection: Projection<Rows>,
    private readonly options: RunnerOptions,
  ) {
    this.#beside = besides(projection);
  }

  /** Asks for it; one that is under way goes on. */
  async ask(): Promise<void> {
    const db = kyselyOn<unknown>(this.options.pool);
    await ensureViewSchema(db, this.projection);
    await ensureViewSchema(db, this.#beside);
    await keeping(db, this.#beside)
      .insertInto('checkpoint')
      .values({ ledger: this.options.ledger.name, position: 0, caught_up: false })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  }

  async isAsked(): Promise<boolean> {
    const db = kyselyOn<unknown>(this.options.pool);
    const { rows } = await sql<{ there: boolean }>`
      select to_regclass(${`${schemaOf(this.#beside)}.checkpoint`}) is not null as there`.execute(db);
    if (rows[0]?.there !== true) return false;
    const found = await keeping(db, this.#beside)
      .selectFrom('checkpoint')
      .select('position')
      .where('ledger', '=', this.options.ledger.name)
      .executeTakeFirst();
    return found !== undefined;
  }

  /** Does what is asked for, unless another process is at it. @returns whether it was this one */
  async run(signal?: AbortSignal): Promise<boolean> {
    const { pool, ledger } = this.options;
    if (!(await this.isAsked())) return false;
    const lock = `actum rebuild ${schemaOf(this.projection)} ${ledger.name}`;
    const use = (db: Kysely<unknown>) =>
      whileHeard(db, signal, async (going) => {
        while (!going.aborted && (await this.isAsked())) {
          await new ProjectionRunner(this.#beside, this.options).catchUp(going);
          if (!going.aborted) await this.#takeItsPlace();
        }
      });
    return asLead(pool, lock, new Alarm(), use, 'untold');
  }

  /** In one transaction, unless the view that is read has got much further meanwhile. */
  async #takeItsPlace(): Promise<void> {
    const { pool, ledger } = this.options;
    const db = kyselyOn<unknown>(pool);
    const renamed = await db.transaction().execute(async (transaction) => {
      const beside = await lockedPosition(transaction, this.#beside, ledger.name);
      // Whoever keeps the view up moves its checkpoint first, and so waits here.
      const read = await lockedPosition(transaction, this.projection, ledger.name);
      if (beside === null || read === null || read - beside > LAST_STRETCH) return false;
      await this.#foldOn(transaction, beside, read);
      const reached = Math.max(beside, read);
      if ((await isAlone(transaction, this.#beside)) && (await isAlone(transaction, this.projection))) {
        await this.#rename(transaction);
        return true;
      }
      await this.#moveRows(transaction, reached);
      return false;
    });
    if (renamed) await sql`drop schema if exists ${sql.id(this.#former())} cascade`.execute(db);
  }

  /** While the view that is read stands still, so that the other is there however fast people write. */
  async #foldOn(transaction: Transaction<unknown>, from: number, to: number): Promise<void> {
    const { ledger, batchSize = 500 } = this.options;
    const view = await KeptView.open(runIn(transaction), this.#beside, ledger.name);
    for (let position = from; position < to; ) {
      const events = await ledger.readForward(position, Math.min(batchSize, to - position));
      await view.write(await view.fold(events));
      if (events.length === 0) return;
      position = view.position;
    }
  }

  /** Where the database holds one ledger. Nobody who reads the old tables waits for it. */
  async #rename(transaction: Transaction<unknown>): Promise<void> {
    await sql`drop schema if exists ${sql.id(this.#former())} cascade`.execute(transaction);
    // Whoever waits for this row finds that the checkpoint was moved, and looks again by name.
    await keeping(transaction, this.projection).updateTable('checkpoint').set({ position: -1 }).execute();
    await keeping(transaction, this.#beside).updateTable('checkpoint').set({ caught_up: true }).execute();
    const [read, beside] = [schemaOf(this.projection), schemaOf(this.#beside)];
    await sql`alter schema ${sql.id(read)} rename to ${sql.id(this.#former())}`.execute(transaction);
    await sql`alter schema ${sql.id(beside)} rename to ${sql.id(read)}`.execute(transaction);
  }

  async #moveRows(transaction: Transaction<unknown>, position: number): Promise<void> {
    const { name } = this.options.ledger;
    const [read, beside] = [schemaOf(this.projection), schemaOf(this.#beside)];
    for (const table of ['parked', ...tablesOf(this.projection).map(([table]) => table)]) {
      await sql`delete from ${sql.id(read, table)} where ledger = ${name}`.execute(transaction);
      await sql`with moved as (delete from ${sql.id(beside, table)} where ledger = ${name} returning *)
        insert into ${sql.id(read, table)} select * from moved`.execute(transaction);
    }
    await keeping(transaction, this.projection)
      .updateTable('checkpoint')
      .set({ position, caught_up: true })
      .where('ledger', '=', name)
      .execute();
    await keeping(transaction, this.#beside).deleteFrom('checkpoint').where('ledger', '=', name).execute();
  }

  #former(): string {
    return `${schemaOf(this.projection)}_former`;
  }
}

/**
 * The lead's connection has nothing to say while others do the work, so that the server would take it for
 * frozen: it says that it is there. Once it cannot, another may have the lead, and the work stops.
 */
async function whileHeard(
  lead: Kysely<unknown>,
  signal: AbortSignal | undefined,
  work: (going: AbortSignal) => Promise<void>,
): Promise<void> {
  const lost = new AbortController();
  const beat = setInterval(() => {
    sql`select`.execute(lead).catch(() => lost.abort());
  }, HEARD_EVERY_MS);
  try {
    await work(signal === undefined ? lost.signal : AbortSignal.any([signal, lost.signal]));
  } finally {
    clearInterval(beat);
  }
}

const runIn =
  (transaction: Transaction<unknown>): Run =>
  async ({ text, values }) =>
    (await transaction.executeQuery<object>(CompiledQuery.raw(text, values))).rows;

const keeping = (db: Kysely<unknown>, projection: { readonly name: string; readonly version: number }) =>
  db.withSchema(schemaOf(projection)).withTables<ViewKeeping>();

async function lockedPosition(
  transaction: Transaction<unknown>,
  projection: { readonly name: string; readonly version: number },
  ledger: string,
): Promise<number | null> {
  const row = await keeping(transaction, projection)
    .selectFrom('checkpoint')
    .select('position')
    .where('ledger', '=', ledger)
    .forUpdate()
    .executeTakeFirst();
  return row?.position ?? null;
}

async function isAlone(
  transaction: Transaction<unknown>,
  projection: { readonly name: string; readonly version: number },
): Promise<boolean> {
  const rows = await keeping(transaction, projection)
    .selectFrom('checkpoint')
    .select('ledger')
    .limit(2)
    .execute();
  return rows.length === 1;
}
