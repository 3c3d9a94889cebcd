import { randomUUID } from 'node:crypto';
import { type Kysely, type Selectable, sql, type Transaction, type UpdateObject } from 'kysely';
import type { Pool } from 'pg';
import { kyselyOn } from '#database';
import type { Channel, StoredLine, Summary } from '../reminder.js';
import { ensureReminderTables, type ReminderTables, reminderSchema } from './reminder-tables.js';

/** A summary that this worker holds until the lease ends; every later step names the lease. */
export interface Claim extends Summary {
  readonly lease: string;
  /** When an earlier holder, whose record of the outcome is missing, handed it to a mail server. */
  readonly handedOverAt: string | null;
}

/** What is owed, of one ledger, in Postgres. Times are the real clock's, taken by the database. */
export class ReminderStore {
  private readonly db: Kysely<ReminderTables>;

  constructor(
    pool: Pool,
    readonly ledger: string,
    private readonly leaseSeconds: Readonly<Record<Channel, number>> = { mail: 90, outbox: 15 },
  ) {
    this.db = kyselyOn<ReminderTables>(pool);
  }

  async prepare(): Promise<void> {
    await ensureReminderTables(this.db);
  }

  /** The tables, for the reads and writes that stand beside the life of a summary. */
  get tables(): Kysely<ReminderTables> {
    return this.db.withSchema(reminderSchema);
  }

  transaction<T>(work: (tables: Transaction<ReminderTables>) => Promise<T>): Promise<T> {
    return this.db.transaction().execute((transaction) => work(transaction.withSchema(reminderSchema)));
  }

  /** Summaries that a worker should take now: owed and not backing off, or held by a worker that died. */
  async due(limit: number): Promise<readonly { readonly summary: string; readonly attempt: number }[]> {
    return this.tables
      .selectFrom('summary')
      .select(['summary', 'attempt'])
      .where('ledger', '=', this.ledger)
      .where(open)
      .orderBy('made_at')
      .orderBy('summary')
      .limit(limit)
      .execute();
  }

  /** Takes a summary, unless another worker holds it or it is over. */
  async claim(summary: string): Promise<Claim | null> {
    const lease = randomUUID();
    const { mail, outbox } = this.leaseSeconds;
    const row = await this.tables
      .updateTable('summary')
      .set({
        status: 'sending',
        lease,
        lease_until: sql<string>`clock_timestamp() + make_interval(secs => case channel when 'mail' then ${mail}::int else ${outbox}::int end)`,
        attempt: sql<number>`attempt + 1`,
      })
      .where('ledger', '=', this.ledger)
      .where('summary', '=', (eb) =>
        eb
          .selectFrom('summary')
          .select('summary')
          .where('ledger', '=', this.ledger)
          .where('summary', '=', summary)
          .where(open)
          .forUpdate()
          .skipLocked(),
      )
      .returningAll()
      .executeTakeFirst();
    return row === undefined ? null : { ...summaryOf(row), lease, handedOverAt: row.handed_over_at };
  }

  /** A summary as it stands, or null. */
  async find(summary: string): Promise<Summary | null> {
    const row = await this.tables
      .selectFrom('summary')
      .selectAll()
      .where('ledger', '=', this.ledger)
      .where('summary', '=', summary)
      .executeTakeFirst();
    return row === undefined ? null : summaryOf(row);
  }

  /**
   * Keeps what is about to go out, so that the outbox shows the message as it was sent.
   * False where the lease was lost or the person was erased: then nothing may go out.
   */
  async keepMessage(
    claim: Claim,
    message: { readonly to: string | null; readonly text: string; readonly lines: readonly StoredLine[] },
  ): Promise<boolean> {
    return this.transaction(async (tables) => {
      const held = await tables
        .selectFrom('summary')
        .select('summary')
        .where('ledger', '=', this.ledger)
        .where('summary', '=', claim.summary)
        .where('lease', '=', claim.lease)
        .forUpdate()
        .executeTakeFirst();
      // Asked after the row is locked: an erasure either sees the text and blanks it, or is seen here.
      const erased = await tables
        .selectFrom('erased')
        .select('person')
        .where('ledger', '=', this.ledger)
        .where('person', '=', claim.person)
        .executeTakeFirst();
      if (held === undefined || erased !== undefined) return false;
      await tables
        .updateTable('summary')
        .set({ address: message.to, text: message.text, lines: JSON.stringify(message.lines) })
        .where('ledger', '=', this.ledger)
        .where('summary', '=', claim.summary)
        .execute();
      return true;
    });
  }

  /** Puts on record that the message leaves for the mail server now, and when. Null where the lease was lost. */
  async handingOver(claim: Claim): Promise<string | null> {
    const row = await this.tables
      .updateTable('summary')
      .set({ handed_over_at: sql<string>`clock_timestamp()` })
      .where('ledger', '=', this.ledger)
      .where('summary', '=', claim.summary)
      .where('lease', '=', claim.lease)
      .returning('handed_over_at')
      .executeTakeFirst();
    return row?.handed_over_at ?? null;
  }

  /** Over: the ledger has the events. `at` is the ledger's instant. A late holder of a lease may say so too. */
  async sent(summary: string, at: string): Promise<void> {
    await this.tables
      .updateTable('summary')
      .set({ status: 'sent', sent_at: at, lease: null, lease_until: null, last_error: null })
      .where('ledger', '=', this.ledger)
      .where('summary', '=', summary)
      .execute();
  }

  async heldBack(claim: Claim, why: string): Promise<boolean> {
    return this.settle(claim, { ...over, status: 'held-back', last_error: why, address: null, text: null });
  }

  async ambiguous(claim: Claim): Promise<boolean> {
    return this.settle(claim, { ...over, status: 'ambiguous', last_error: 'cut off before its record' });
  }

  /** Not accepted by the mail server, or not reachable: owed again, after a while that doubles each time. */
  async backOff(claim: Claim, error: string): Promise<boolean> {
    const seconds = Math.min(30 * 2 ** Math.min(claim.attempt - 1, 10), 6 * 3600);
    return this.settle(claim, {
      ...over,
      status: 'owed',
      handed_over_at: null,
      last_error: error,
      not_before: sql<string>`clock_timestamp() + make_interval(secs => ${seconds})`,
    });
  }

  /** An ambiguous summary is owed again, under the Message-ID it has. False where it is not ambiguous. */
  async owedAgain(summary: string): Promise<boolean> {
    const { numUpdatedRows } = await this.tables
      .updateTable('summary')
      .set({ status: 'owed', handed_over_at: null, not_before: null, last_error: null })
      .where('ledger', '=', this.ledger)
      .where('summary', '=', summary)
      .where('status', '=', 'ambiguous')
      .executeTakeFirst();
    return numUpdatedRows === 1n;
  }

  /** How far the ledger's events were followed. */
  async followed(): Promise<{ readonly position: number; readonly begun: boolean }> {
    const row = await this.tables
      .selectFrom('follower')
      .select(['position', 'begun'])
      .where('ledger', '=', this.ledger)
      .executeTakeFirst();
    return row ?? { position: 0, begun: false };
  }

  /** Keeps how far they were followed; a process that lags behind another does not set it back. */
  async follow(place: { readonly position: number; readonly begun: boolean }): Promise<void> {
    await this.tables
      .insertInto('follower')
      .values({ ledger: this.ledger, ...place })
      .onConflict((conflict) =>
        conflict.column('ledger').doUpdateSet(place).where('follower.position', '<', place.position),
      )
      .execute();
  }

  /** Blanks what is kept of a person, for good; answers the messages that others may hold copies of. */
  async erase(person: string): Promise<readonly { readonly summary: string; readonly channel: Channel }[]> {
    const { ledger } = this;
    return this.transaction(async (tables) => {
      await tables
        .insertInto('erased')
        .values({ ledger, person })
        .onConflict((conflict) => conflict.doNothing())
        .execute();
      return tables
        .updateTable('summary')
        .set({ address: null, text: null })
        .where('ledger', '=', ledger)
        .where('person', '=', person)
        .returning(['summary', 'channel'])
        .execute();
    });
  }

  private async settle(
    claim: Claim,
    change: UpdateObject<ReminderTables, 'summary', 'summary'>,
  ): Promise<boolean> {
    const { numUpdatedRows } = await this.tables
      .updateTable('summary')
      .set(change)
      .where('ledger', '=', this.ledger)
      .where('summary', '=', claim.summary)
      .where('lease', '=', claim.lease)
      .executeTakeFirst();
    return numUpdatedRows === 1n;
  }
}

const over = { lease: null, lease_until: null } as const;

const open = sql<boolean>`(
  (status = 'owed' and (not_before is null or not_before <= clock_timestamp()))
  or (status = 'sending' and lease_until <= clock_timestamp()))`;

const summaryOf = (row: Selectable<ReminderTables['summary']>): Summary => ({
  summary: row.summary,
  person: row.person,
  channel: row.channel,
  messageId: row.message_id,
  status: row.status,
  dueOn: row.due_on,
  attempt: row.attempt,
  lines: row.lines,
});
