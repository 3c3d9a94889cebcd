import type { Day, Instant, Refusal } from '#domain';

/** A person's or a reaction's command that was turned down: kept for auditors, never in the ledger. */
export interface RefusedAttempt {
  readonly id: string;
  /** Real time. */
  readonly at: Instant;
  /** The ledger's today when it was tried. */
  readonly today: Day | null;
  readonly actor: string;
  readonly command: string;
  /** The stream that it was about. */
  readonly target: string;
  readonly commandId: string;
  readonly refusals: readonly Refusal[];
}
