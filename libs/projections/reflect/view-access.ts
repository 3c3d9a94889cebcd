import type { Kysely } from 'kysely';
import type { Day } from '#domain';
import type { Ledger } from '#ledger';

/** Where a query reads: over a pool of `openPool` (bigint as number, days and instants as text). */
export interface ViewAccess {
  readonly db: Kysely<unknown>;
  readonly ledger: Ledger;
  /** How long a query waits for a position, in milliseconds; 10 seconds by default. */
  readonly waitTimeoutMs?: number;
}

/** How a caller looks at a view. */
export interface Vantage {
  /** What was true on this day; the ledger's today where absent. */
  readonly asOf?: Day | undefined;
  /** What was on record at this position; everything where absent. */
  readonly knownAt?: number | undefined;
  /** Wait until the views reflect this position. */
  readonly waitFor?: number | undefined;
}
