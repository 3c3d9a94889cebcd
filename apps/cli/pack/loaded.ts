import type { Change } from './pack-changes.js';

export interface Loaded {
  /** Commands that left something new on record. */
  readonly accepted: number;
  /** Commands that were on record already. */
  readonly repeated: number;
  /** The ledger's last position after loading. */
  readonly position: number;
  /** How a pack differs that was loaded before; empty for the first load. */
  readonly changes: readonly Omit<Change, 'step'>[];
}
