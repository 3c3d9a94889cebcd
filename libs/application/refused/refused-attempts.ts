import type { Kysely } from 'kysely';
import type { Tables } from '#database';
import type { Instant, Refusal } from '#domain';

/** A command that was turned down: kept for auditors, never in the ledger. */
export interface RefusedAttempt {
  readonly id: string;
  /** Real time, also where the ledger's clock is simulated. */
  readonly at: Instant;
  /** Where the ledger stood when it was judged. */
  readonly position: number;
  /** A person's id, or `system:<rule>`. */
  readonly actor: string;
  /** The command's class: `AdvanceItem`. */
  readonly command: string;
  readonly commandId: string;
  /** The stream that it was about. */
  readonly target: string | null;
  readonly refusals: readonly Refusal[];
}

/** The refused attempts of one ledger. */
export class RefusedAttempts {
  constructor(
    private readonly database: Kysely<Tables>,
    private readonly ledger: string,
  ) {}

  async keep(attempt: Omit<RefusedAttempt, 'id' | 'at'>): Promise<void> {
    await this.database
      .insertInto('audit.refused_attempt')
      .values({
        ledger: this.ledger,
        position: attempt.position,
        actor: attempt.actor,
        command: attempt.command,
        command_id: attempt.commandId,
        stream: attempt.target,
        refusals: JSON.stringify(attempt.refusals),
      })
      .execute();
  }

  /** At most `limit`, newest first. */
  async newest(limit: number): Promise<readonly RefusedAttempt[]> {
    const rows = await this.database
      .selectFrom('audit.refused_attempt')
      .selectAll()
      .where('ledger', '=', this.ledger)
      .orderBy('attempted_at', 'desc')
      .orderBy('id', 'desc')
      .limit(limit)
      .execute();
    return rows.map((row) => ({
      id: row.id,
      at: row.attempted_at,
      position: row.position,
      actor: row.actor,
      command: row.command,
      commandId: row.command_id,
      target: row.stream,
      refusals: row.refusals as readonly Refusal[],
    }));
  }
}
