import type { AdvanceItemPayload } from '#application';
import type { StoredEvent } from '#ledger';

/** What a rule makes of one event for one item: ask it to go through one of its transitions. */
export interface Reaction {
  /** The item that is to react. */
  readonly target: string;
  readonly transition: string;
  readonly fields: NonNullable<AdvanceItemPayload['fields']>;
  /** The earlier event that it answers, where that is not the one which brought it to light. */
  readonly answers?: StoredEvent;
  /** From which day it counts, where that is not the day of what it answers. */
  readonly effectiveOn?: string;
}

/** A rule that turns an event into commands elsewhere. */
export interface ReactionRule {
  /** Fixed for good: it is part of every command's id, and of the actor `system:<name>`. */
  readonly name: string;
  /**
   * What the event causes. It may run again after a crash, so it looks at nothing but the record and
   * gives nothing for a target that has reacted already.
   */
  on(cause: StoredEvent): Promise<readonly Reaction[]>;
}
