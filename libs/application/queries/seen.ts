import type { Day } from '#domain';

/** How a caller looks at a view. */
export interface Seen {
  /** What was true on this day; the ledger's today where absent. */
  readonly asOf?: Day | undefined;
  /** What was on record at this position; everything where absent. */
  readonly knownAt?: number | undefined;
  /** Wait until the view reflects this position. */
  readonly waitFor?: number | undefined;
}
