import type { Kysely } from 'kysely';
import type pg from 'pg';
import { kyselyOn } from '#database';
import type { Ledger, StoredEvent } from '#ledger';
import { Alarm } from './alarm.js';
import { applyBatch, CheckpointMoved, moveCheckpoint, park } from './batch.js';
import { asLead } from './lead.js';
import { type Projection, schemaOf } from './projection.js';
import type { RowsByTable } from './table.js';
import { ensureViewSchema, type ViewKeeping } from './view-schema.js';

const SHORTEST_WAIT = 10;
const LONGEST_WAIT = 250;

export interface RunnerOptions {
  /** Of the application's role, made by `openPool`; a runner that leads keeps one connection of it. */
  readonly pool: pg.Pool;
  readonly ledger: Ledger;
  /** Events folded in one transaction at most; 500 by default. */
  readonly batchSize?: number;
  /** Told what made the runner try again: a lost connection, a ledger out of reach. */
  readonly onTrouble?: (error: unknown) => void;
}

/**
 * Brings one version of one view up to the ledger. Of any number of runners of it, in any number of
 * processes, one leads at a time; the others take over when it ends or dies.
 */
export class ProjectionRunner<Rows extends RowsByTable> {
  readonly #alarm = new Alarm();
  readonly #lock: string;

  constructor(
    private readonly projection: Projection<Rows>,
    private readonly options: RunnerOptions,
  ) {
    this.#lock = `actum ${schemaOf(projection)} ${options.ledger.name}`;
  }

  /**
   * Reads on until the view reflects the position at which the ledger ends now, whoever does the work, or
   * until the signal aborts.
   *
   * @returns that position
   */
  async catchUp(signal?: AbortSignal): Promise<number> {
    await this.#prepare();
    const end = await this.options.ledger.lastPosition();
    const db = kyselyOn<unknown>(this.options.pool);
    for (let wait = SHORTEST_WAIT; ; wait = longer(wait)) {
      const checkpoint = await this.#checkpoint(db);
      if ((checkpoint.position >= end && checkpoint.caught_up) || signal?.aborted === true) return end;
      const led = await this.#tryToLead(async (lead) => {
        await this.#readOn(lead, signal);
      });
      if (!led) await this.#alarm.wait(wait, signal);
    }
  }

  /** Leads, or stands by to take over, until the signal aborts. */
  async follow(signal: AbortSignal): Promise<void> {
    let prepared = false;
    for (let wait = SHORTEST_WAIT; !signal.aborted; wait = longer(wait)) {
      try {
        if (!prepared) await this.#prepare();
        prepared = true;
        if (await this.#tryToLead((db) => this.#lead(db, signal))) wait = SHORTEST_WAIT;
      } catch (error) {
        this.options.onTrouble?.(error);
      }
      await this.#alarm.wait(wait, signal);
    }
  }

  #tryToLead(use: (db: Kysely<unknown>) => Promise<void>): Promise<boolean> {
    return asLead(this.options.pool, this.#lock, this.#alarm, async (db) => {
      try {
        await use(db);
      } catch (error) {
        // The view was replaced by one that was rebuilt: read on from where that stands.
        if (!(error instanceof CheckpointMoved)) throw error;
      }
    });
  }

  async #lead(db: Kysely<unknown>, signal: AbortSignal): Promise<void> {
    let wait = SHORTEST_WAIT;
    while (!signal.aborted) {
      wait = (await this.#readOn(db, signal)) ? SHORTEST_WAIT : longer(wait);
      await this.#alarm.wait(wait, signal);
    }
  }

  /** Folds batch after batch until the ledger gives no more. @returns whether there was anything */
  async #readOn(db: Kysely<unknown>, signal?: AbortSignal): Promise<boolean> {
    const start = await this.#checkpoint(db);
    let position = start.position;
    while (signal?.aborted !== true) {
      const events = await this.options.ledger.readForward(position, this.options.batchSize ?? 500);
      const last = events.at(-1);
      if (last === undefined) {
        if (!start.caught_up) await this.#markCaughtUp(db);
        break;
      }
      await this.#apply(db, position, events);
      position = last.position;
    }
    return position > start.position;
  }

  /**
   * A batch takes effect once, with the move of the checkpoint. Values that the database cannot store
   * fail the whole of it: it is halved until the event that carries them stands alone, and is parked.
   */
  async #apply(db: Kysely<unknown>, from: number, events: readonly StoredEvent[]): Promise<void> {
    const { projection } = this;
    const { name } = this.options.ledger;
    const [first] = events;
    const last = events.at(-1);
    if (first === undefined || last === undefined) return;
    if (events.every((event) => isOfNoConcern(projection, event)))
      return moveCheckpoint(db, projection, name, from, last.position);
    try {
      await db
        .transaction()
        .execute((transaction) =>
          applyBatch(transaction, projection, name, { from, to: last.position, events }),
        );
    } catch (error) {
      if (!isUnstorable(error)) throw error;
      if (events.length === 1) {
        await db.transaction().execute(async (transaction) => {
          await park(transaction, projection, first, error);
          await moveCheckpoint(transaction, projection, name, from, last.position);
        });
        return;
      }
      const middle = Math.floor(events.length / 2);
      await this.#apply(db, from, events.slice(0, middle));
      await this.#apply(db, events[middle - 1]?.position ?? from, events.slice(middle));
    }
  }

  async #prepare(): Promise<void> {
    const db = kyselyOn<unknown>(this.options.pool);
    await ensureViewSchema(db, this.projection);
    await this.#keeping(db)
      .insertInto('checkpoint')
      .values({ ledger: this.options.ledger.name, position: 0, caught_up: false })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  }

  #checkpoint(db: Kysely<unknown>): Promise<{ position: number; caught_up: boolean }> {
    return this.#keeping(db)
      .selectFrom('checkpoint')
      .select(['position', 'caught_up'])
      .where('ledger', '=', this.options.ledger.name)
      .executeTakeFirstOrThrow();
  }

  async #markCaughtUp(db: Kysely<unknown>): Promise<void> {
    const { name } = this.options.ledger;
    await this.#keeping(db)
      .updateTable('checkpoint')
      .set({ caught_up: true })
      .where('ledger', '=', name)
      .execute();
  }

  #keeping(db: Kysely<unknown>) {
    return db.withSchema(schemaOf(this.projection)).withTables<ViewKeeping>();
  }
}

/** An event of which not even this can be said is one to be parked. */
function isOfNoConcern<Rows extends RowsByTable>(projection: Projection<Rows>, event: StoredEvent): boolean {
  try {
    return projection.needs(event) === null;
  } catch {
    return false;
  }
}

const longer = (wait: number): number => Math.min(wait * 2, LONGEST_WAIT);

/** SQLSTATE class 22, data exception (U+0000 among them), and 23, integrity constraint violation. */
const isUnstorable = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' && /^2[23]/.test(error.code);
