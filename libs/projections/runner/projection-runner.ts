import type { Kysely } from 'kysely';
import type pg from 'pg';
import { kyselyOn } from '#database';
import type { Ledger, StoredEvent } from '#ledger';
import { Alarm } from './alarm.js';
import type { CheckpointMoves } from './checkpoint-moves.js';
import type { FoldedBatch } from './folded-batch.js';
import { CheckpointMoved, KeptView } from './kept-view.js';
import { asLead } from './lead.js';
import type { LogTail } from './log-tail.js';
import { type Projection, schemaOf } from './projection.js';
import type { Run } from './row-statements.js';
import type { RowsByTable } from './table.js';
import { ensureViewSchema, type ViewKeeping } from './view-schema.js';

const SHORTEST_WAIT = 10;
const LONGEST_WAIT = 250;
/** Well within the lease. */
const STAY_ALIVE = 2_000;

export interface RunnerOptions {
  /** Of the application's role, made by `openPool`; a runner that leads keeps one connection of it. */
  readonly pool: pg.Pool;
  readonly ledger: Ledger;
  /** Events folded in one transaction at most; 500 by default. */
  readonly batchSize?: number;
  /** Read by all who follow the ledger in this process; without it, a runner reads for itself. */
  readonly tail?: LogTail;
  /** Moves checkpoints together with those of others who follow in this process. */
  readonly moves?: CheckpointMoves;
  /** Told what made the runner try again: a lost connection, a ledger out of reach. */
  readonly onTrouble?: (error: unknown) => void;
}

/** What whoever leads has: the connection that makes it one, and the view as it left it. */
interface Lead<Rows extends RowsByTable> {
  readonly run: Run;
  view: KeptView<Rows> | null;
  /** When something was last said on that connection. */
  spoke: number;
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

  #tryToLead(use: (lead: Lead<Rows>) => Promise<void>): Promise<boolean> {
    const { pool, tail } = this.options;
    const news = tail === undefined ? 'told of appends' : 'untold';
    return asLead(
      pool,
      this.#lock,
      this.#alarm,
      async (_db, client) => {
        try {
          await use(leadOn(client));
        } catch (error) {
          // The view was replaced by one that was rebuilt: read on from where that stands.
          if (!(error instanceof CheckpointMoved)) throw error;
        }
      },
      news,
    );
  }

  async #lead(lead: Lead<Rows>, signal: AbortSignal): Promise<void> {
    const { tail } = this.options;
    const untold = tail?.tell(this.#alarm);
    const longest = tail === undefined ? LONGEST_WAIT : STAY_ALIVE;
    try {
      for (let wait = SHORTEST_WAIT; !signal.aborted; ) {
        wait = (await this.#readOn(lead, signal)) ? SHORTEST_WAIT : longer(wait, longest);
        await this.#alarm.wait(wait, signal);
      }
    } finally {
      untold?.();
    }
  }

  /**
   * Folds batch after batch until the ledger gives no more; one is folded while the one before it is being
   * written. @returns whether there was anything
   */
  async #readOn(lead: Lead<Rows>, signal?: AbortSignal): Promise<boolean> {
    const view = await this.#opened(lead);
    const start = view.position;
    let writing: Promise<void> = Promise.resolve();
    try {
      while (signal?.aborted !== true) {
        const events = await this.#read(view.position);
        if (events.length === 0) break;
        const batch = await view.fold(events);
        await writing;
        writing = written(view, batch);
        // What it fails of is told when it is waited for.
        writing.catch(() => undefined);
      }
    } catch (error) {
      lead.view = null;
      await writing.catch(() => undefined);
      return this.#afterwards(lead, error);
    }
    try {
      await writing;
      if (!view.isCaughtUp && signal?.aborted !== true) await view.markCaughtUp();
      // A lead that has nothing to say says that it is there, and learns whether it still is one.
      else if (performance.now() - lead.spoke > STAY_ALIVE / 2) await view.confirm();
    } catch (error) {
      lead.view = null;
      return this.#afterwards(lead, error);
    }
    return view.position > start;
  }

  /** Values that the database cannot store fail the whole batch: its events are then applied by halves. */
  async #afterwards(lead: Lead<Rows>, error: unknown): Promise<true> {
    if (!(error instanceof Unstorable)) throw error;
    await this.#byHalves(lead, error.events, error.cause);
    return true;
  }

  /** Halves until the event that carries them stands alone, and parks it. */
  async #byHalves(lead: Lead<Rows>, events: readonly StoredEvent[], reason: unknown): Promise<void> {
    const [first] = events;
    if (first === undefined) return;
    if (events.length === 1) {
      const view = await KeptView.open(lead.run, this.projection, this.options.ledger.name);
      return view.write(view.leaveOut(first, reason));
    }
    const middle = Math.floor(events.length / 2);
    for (const half of [events.slice(0, middle), events.slice(middle)]) {
      const view = await KeptView.open(lead.run, this.projection, this.options.ledger.name);
      try {
        await written(view, await view.fold(half));
      } catch (error) {
        if (!(error instanceof Unstorable)) throw error;
        await this.#byHalves(lead, half, error.cause);
      }
    }
  }

  #read(position: number): Promise<readonly StoredEvent[]> {
    const { ledger, tail, batchSize = 500 } = this.options;
    return tail === undefined ? ledger.readForward(position, batchSize) : tail.read(position, batchSize);
  }

  async #opened(lead: Lead<Rows>): Promise<KeptView<Rows>> {
    const { ledger, moves } = this.options;
    lead.view ??= await KeptView.open(lead.run, this.projection, ledger.name, moves);
    return lead.view;
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

  #keeping(db: Kysely<unknown>) {
    return db.withSchema(schemaOf(this.projection)).withTables<ViewKeeping>();
  }
}

const longer = (wait: number, longest: number = LONGEST_WAIT): number => Math.min(wait * 2, longest);

/** What cannot be stored was in these events. */
class Unstorable extends Error {
  constructor(
    readonly events: readonly StoredEvent[],
    override readonly cause: unknown,
  ) {
    super('What some of these events tell cannot be stored.');
  }
}

async function written<Rows extends RowsByTable>(view: KeptView<Rows>, batch: FoldedBatch): Promise<void> {
  try {
    await view.write(batch);
  } catch (error) {
    throw isUnstorable(error) ? new Unstorable(batch.events, error) : error;
  }
}

/** SQLSTATE class 22, data exception (U+0000 among them), and 23, integrity constraint violation. */
const isUnstorable = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' && /^2[23]/.test(error.code);

/** One statement after the other, each a transaction of its own. */
function leadOn<Rows extends RowsByTable>(client: pg.PoolClient): Lead<Rows> {
  const lead: Lead<Rows> = {
    view: null,
    spoke: performance.now(),
    run: async (statement) => {
      lead.spoke = performance.now();
      return (await client.query<object>(statement)).rows;
    },
  };
  return lead;
}
