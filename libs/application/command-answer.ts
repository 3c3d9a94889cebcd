import type { Instant, Refusal, TouchedPaper } from '#domain';

/** Who sends a command, and how it is told apart from any other. */
export interface CommandMeta {
  /** UUID. The same id with the same content is the same command, whatever became of the first try. */
  readonly commandId: string;
  /** A person's id, or `system:<rule>`. */
  readonly actor: string;
  /** What the command belongs to; its own id where absent. */
  readonly correlationId?: string | undefined;
  /** What caused it: a command id, or for a reaction the position of the event. */
  readonly causationId?: string | null | undefined;
  /** The version of the command's own stream that the sender saw. */
  readonly ifMatch?: number | undefined;
}

export interface AnsweredEvent {
  readonly position: number;
  readonly stream: string;
  readonly version: number;
  readonly type: string;
  /** What the type calls it (`FrameworkRevisionEndorsed`); else the event's type. */
  readonly label: string;
}

/** A paper that stays as it was published, and a sentence that says so to who came too late for it. */
export interface AnsweredTouch extends TouchedPaper {
  readonly sentence: string;
}

/** What became of a command. Refusals are answers, never exceptions. */
export type CommandAnswer =
  | {
      readonly outcome: 'accepted';
      /** True where the same command had been accepted before; everything else is then as it was. */
      readonly repeated: boolean;
      /** The stream the command was about, and its version after it. */
      readonly stream: string;
      readonly version: number;
      /** The last position it left. */
      readonly position: number;
      readonly recordedAt: Instant;
      readonly events: readonly AnsweredEvent[];
      /** Published papers that this came too late for; absent where there are none. */
      readonly touches?: readonly AnsweredTouch[];
    }
  | { readonly outcome: 'refused'; readonly refusals: readonly [Refusal, ...Refusal[]] }
  | {
      readonly outcome: 'version-mismatch';
      readonly expected: number;
      readonly actual: number;
      /** What changed since, in words. */
      readonly changes: readonly string[];
    }
  /** The command id belongs to an earlier command with other content. */
  | { readonly outcome: 'command-id-reused' }
  /** `what` names it: "item 13". */
  | { readonly outcome: 'not-found'; readonly what: string }
  /** Others kept writing what it looked at; nothing is recorded, and sending it again is safe. */
  | { readonly outcome: 'busy'; readonly attempts: number };

/** What an accepted command would be answered with, had it not been a dry run. */
export interface WouldBeAccepted {
  readonly outcome: 'would-be-accepted';
  /** True where this very command is on record already, so that sending it would add nothing. */
  readonly repeated: boolean;
  /** The version of the command's own stream after it. */
  readonly version: number;
  /** What the types call the events it would leave, in order. */
  readonly events: readonly string[];
}
