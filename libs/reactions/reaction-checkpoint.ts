import { type Kysely, sql } from 'kysely';

const SCHEMA = 'reactions_v1';

type Tables = { checkpoint: { ledger: string; position: number } };

/** Up to which position the reactions of a ledger have been answered. */
export class ReactionCheckpoint {
  readonly #table: Kysely<Tables>;

  constructor(
    private readonly database: Kysely<unknown>,
    private readonly ledger: string,
  ) {
    this.#table = database.withSchema(SCHEMA).withTables<Tables>();
  }

  /** Makes the table where it is missing. Any number of processes may call it at once. */
  async prepare(): Promise<void> {
    await this.database.transaction().execute(async (transaction) => {
      await sql`select pg_advisory_xact_lock(hashtextextended(${`actum ${SCHEMA}`}, 0))`.execute(transaction);
      const { rows } = await sql`select from pg_namespace where nspname = ${SCHEMA}`.execute(transaction);
      if (rows.length > 0) return;
      await sql`create schema ${sql.id(SCHEMA)}`.execute(transaction);
      await sql`create table ${sql.id(SCHEMA, 'checkpoint')} (
        ledger text collate "C" primary key, position bigint not null)`.execute(transaction);
    });
    await this.#table
      .insertInto('checkpoint')
      .values({ ledger: this.ledger, position: 0 })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  }

  async position(): Promise<number> {
    const { position } = await this.#table
      .selectFrom('checkpoint')
      .select('position')
      .where('ledger', '=', this.ledger)
      .executeTakeFirstOrThrow();
    return position;
  }

  /** Moves forward only, so that a runner that lost the lead cannot undo what its successor did. */
  async moveTo(position: number): Promise<void> {
    await this.#table
      .updateTable('checkpoint')
      .set({ position })
      .where('ledger', '=', this.ledger)
      .where('position', '<', position)
      .execute();
  }
}
