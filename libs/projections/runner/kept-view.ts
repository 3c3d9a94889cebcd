import type { StoredEvent } from '#ledger';
import type { CheckpointMoves } from './checkpoint-moves.js';
import { type FoldedBatch, type Parked, parkedAt, type RowChanges } from './folded-batch.js';
import { type Needs, type Projection, schemaOf, tablesOf } from './projection.js';
import { RowStatements, type Run } from './row-statements.js';
import { RowsAtHand } from './rows-at-hand.js';
import type { RowsByTable } from './table.js';
import { WorkingSet } from './working-set.js';

/** Somebody else has written the view; what was to be written here was not. */
export class CheckpointMoved extends Error {
  override readonly name = 'CheckpointMoved';
}

interface Checkpoint {
  readonly position: number;
  readonly caught_up: boolean;
  readonly stamp: string;
}

/**
 * One ledger's view as whoever keeps it up has it in hand: where it stands, what it leaves out, and the rows
 * used lately. All of that is right for as long as nobody else writes the view, and each write says by
 * the checkpoint's stamp what it rests on. After an error, open it anew.
 */
export class KeptView<Rows extends RowsByTable> {
  readonly #rows = new RowsAtHand();
  readonly #statements: RowStatements;
  /** Up to which it is folded; what is written may be a batch behind. */
  #position: number;
  #stamp: string;
  #isCaughtUp: boolean;

  private constructor(
    private readonly run: Run,
    private readonly projection: Projection<Rows>,
    private readonly ledger: string,
    private readonly leftOut: Set<string>,
    private readonly moves: CheckpointMoves | undefined,
    checkpoint: Checkpoint,
  ) {
    this.#statements = statementsOf(projection);
    this.#position = checkpoint.position;
    this.#stamp = checkpoint.stamp;
    this.#isCaughtUp = checkpoint.caught_up;
  }

  /**
   * @param run on one connection, which does one statement after the other
   * @param moves where the checkpoint is moved with others', when that is all there is to write
   */
  static async open<Rows extends RowsByTable>(
    run: Run,
    projection: Projection<Rows>,
    ledger: string,
    moves?: CheckpointMoves,
  ): Promise<KeptView<Rows>> {
    const statements = statementsOf(projection);
    const checkpoint = await checkpointOf(run, statements, ledger);
    const parked = (await run(statements.leftOut(ledger))) as readonly { readonly stream: string }[];
    const leftOut = new Set(parked.map(({ stream }) => stream));
    return new KeptView(run, projection, ledger, leftOut, moves, checkpoint);
  }

  get position(): number {
    return this.#position;
  }

  get isCaughtUp(): boolean {
    return this.#isCaughtUp;
  }

  /**
   * Folds the events that follow, in memory. What the next batch looks at is read behind what this one
   * writes, on the same connection, so that it may be folded while this is on its way.
   */
  async fold(events: readonly StoredEvent[]): Promise<FoldedBatch> {
    const { projection } = this;
    const from = this.#position;
    const to = events.at(-1)?.position ?? from;
    const parked: Parked[] = [];
    const tables = new Map<string, RowChanges>();
    const needs = events.map((event) => attempted(() => projection.needs(event)));
    if (needs.some((need) => need !== null)) {
      const rows = new WorkingSet<Rows>(projection.tables);
      await this.#bring(rows, needs.filter(isNeeds));
      if (projection.further !== undefined) await this.#bring(rows, [projection.further(events, rows)]);
      events.forEach((event, index) => {
        const need = needs[index] ?? null;
        if (need === null || this.leftOut.has(event.stream)) return;
        try {
          if (need instanceof Failure) throw need.error;
          rows.attempt(() => projection.fold(event, rows));
        } catch (error) {
          this.leftOut.add(event.stream);
          parked.push(parkedAt(event, error));
        }
      });
      for (const [table] of tablesOf(projection)) {
        const changes = rows.changes(table);
        if (changes.put.length + changes.removed.length > 0) tables.set(table, changes);
        for (const lead of rows.leads(table)) this.#keep(rows, table, lead);
      }
    }
    this.#position = to;
    return { from, to, events, tables, parked };
  }

  /** An event that cannot be stored, left out with what comes after it on its stream. */
  leaveOut(event: StoredEvent, error: unknown): FoldedBatch {
    const from = this.#position;
    this.leftOut.add(event.stream);
    this.#position = event.position;
    return { from, to: event.position, events: [event], tables: new Map(), parked: [parkedAt(event, error)] };
  }

  /**
   * Writes a batch and moves the checkpoint, in one statement.
   *
   * @throws CheckpointMoved where somebody else wrote the view
   */
  async write({ from, to, tables, parked }: FoldedBatch): Promise<void> {
    const { ledger, moves } = this;
    const stamp = this.#stamp;
    if (moves !== undefined && tables.size === 0 && parked.length === 0) {
      const { schema } = this.#statements;
      const moved = await moves.move({ schema, ledger, from, to, stamp }).catch(() => undefined);
      // Whatever kept the others from being moved with it: it is tried alone.
      if (moved !== undefined) return this.#take(moved === null ? [] : [{ stamp: moved }]);
    }
    this.#take(await this.run(this.#statements.step({ ledger, from, to, stamp, tables, parked })));
  }

  async markCaughtUp(): Promise<void> {
    this.#take(await this.run(this.#statements.caughtUp(this.ledger)));
    this.#isCaughtUp = true;
  }

  /** @throws CheckpointMoved where somebody else wrote the view */
  async confirm(): Promise<void> {
    const { stamp } = await checkpointOf(this.run, this.#statements, this.ledger);
    if (stamp !== this.#stamp) throw this.#moved();
  }

  #take(rows: readonly object[]): void {
    const [row] = rows as readonly { readonly stamp: string }[];
    if (row === undefined) throw this.#moved();
    this.#stamp = row.stamp;
  }

  #moved(): CheckpointMoved {
    return new CheckpointMoved(`The view ${this.projection.name} was written by somebody else.`);
  }

  /** Brings rows into the set. */
  async #bring(rows: WorkingSet<Rows>, needs: readonly Needs<Rows>[]): Promise<void> {
    for (const [table, definition] of tablesOf(this.projection)) {
      const leads = new Set<string>();
      for (const need of needs) for (const lead of need[table] ?? []) leads.add(lead);
      const missing: string[] = [];
      for (const lead of leads) {
        const known = this.#rows.get(table, lead);
        if (known === undefined) missing.push(lead);
        else rows.load(table, lead, known as readonly Rows[typeof table][]);
      }
      if (missing.length === 0) continue;
      const select = this.#statements.select(table, definition, this.ledger, missing);
      const found = (await this.run(select)) as readonly Rows[typeof table][];
      for (const lead of missing) rows.load(table, lead, []);
      for (const row of found) rows.load(table, rows.leadOf(table, row), [row]);
    }
  }

  #keep(rows: WorkingSet<Rows>, table: keyof Rows & string, lead: string): void {
    if (rows.isLoaded(table, lead)) this.#rows.keep(table, lead, rows.standing(table, lead));
    else this.#rows.forget(table, lead);
  }
}

const statementsOf = <Rows extends RowsByTable>(projection: Projection<Rows>) =>
  new RowStatements(schemaOf(projection), tablesOf(projection));

class Failure {
  constructor(readonly error: unknown) {}
}

/** An event of which not even this can be said is one to be parked. */
function attempted<Result>(run: () => Result): Result | Failure {
  try {
    return run();
  } catch (error) {
    return new Failure(error);
  }
}

const isNeeds = <Rows>(need: Needs<Rows> | Failure | null): need is Needs<Rows> =>
  need !== null && !(need instanceof Failure);

async function checkpointOf(run: Run, statements: RowStatements, ledger: string): Promise<Checkpoint> {
  const [row] = (await run(statements.checkpoint(ledger))) as readonly Checkpoint[];
  if (row === undefined) throw new CheckpointMoved('The view has no checkpoint of this ledger.');
  return row;
}
