import type { Day, EffectiveOn, Instant } from '../due/due-form.js';

/** What a pack had to invent about an event to be able to run; shown as "illustrative" wherever the fact is. */
export type Illustrative = 'day' | 'person' | 'link' | 'reason' | 'step';

/** The decision of a body or a person that an event puts on record; who decided stands in the envelope. */
export interface DecisionReference {
  /** "335th Session, March 2019"; null: the source does not state it; absent: nobody said. */
  readonly session?: string | null;
  /** "GB.335/INS/10"; null: the source does not state it; absent: nobody said. */
  readonly reference?: string | null;
}

/** What any event's data may carry beside its own fields. */
export interface Grounds {
  readonly reason?: string;
  /** On what ground: a paragraph, a paper, an authority; null: the source does not state it. */
  readonly ground?: string | null;
  readonly decision?: DecisionReference;
  readonly illustrative?: readonly Illustrative[];
  /** For whom the actor acted, by delegation, where the event went through no transition: there `via` says so. */
  readonly onBehalfOf?: string;
  /** Papers that were published before this was recorded, and as of a day on which it was true already. */
  readonly touches?: readonly TouchedPaper[];
}

/** A paper that a late entry is about; it stays as it was published. */
export interface TouchedPaper {
  readonly number: string;
  readonly asOf: Day;
}

/** An event as `decide` makes it: type and data. The envelope around it is the ledger's. */
export interface EventOf<T extends string, D> {
  readonly type: T;
  readonly data: D & Grounds;
}

/**
 * The stored envelope of an event, as a fold sees it. `position` counts the ledger's events from 1
 * without a gap, `version` the stream's from 1. `decidedBy` is a body's or person's id.
 */
export interface Envelope {
  readonly ledger: string;
  readonly position: number;
  readonly stream: string;
  readonly version: number;
  readonly schemaVersion: number;
  readonly recordedAt: Instant;
  readonly effectiveOn: EffectiveOn;
  readonly decidedBy: string | null;
  /** A person's id, or `system:<rule>` for a reaction or the worker. */
  readonly actor: string;
  readonly commandId: string;
  readonly correlationId: string;
  /** The command id of the cause, or null: for a reaction `<position>` of the event that caused it. */
  readonly causationId: string | null;
}

/** An event with its envelope, personal fields in plain text (or erased), upcast to today's shape. */
export type Recorded<E> = E & Envelope;
