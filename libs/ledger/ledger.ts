import type {
  ActumEvent,
  BodyEvent,
  EffectiveOn,
  Instant,
  ItemEvent,
  LedgerEvent,
  PaperEvent,
  PersonEvent,
  PlanEvent,
  Recorded,
  ReminderEvent,
  TypeEvent,
} from '#domain';
import type { LedgerEntry } from './entry/ledger-entry.js';

/** Any JSON that RFC 8785 can put into canonical form. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** An event before it has a place in the ledger. */
export interface NewEvent {
  readonly type: string;
  readonly data: Json;
  readonly effectiveOn: EffectiveOn;
  /** Body or person that decided, where it is not the actor. */
  readonly decidedBy?: string;
}

export interface StreamWrite {
  readonly stream: string;
  /** 0: the stream must not exist yet. */
  readonly expectedVersion: number;
  readonly events: readonly [NewEvent, ...NewEvent[]];
}

/** A stream that the decision looked at, with the version it saw; 0: it saw none. */
export interface StreamRead {
  readonly stream: string;
  readonly version: number;
}

export interface AppendRequest {
  /** UUID. The same id with the same digest is the same command, whatever became of the first try. */
  readonly commandId: string;
  /** HMAC-SHA-256 of the canonical request, 32 bytes (`Ledger.requestDigest`). */
  readonly requestDigest: Buffer;
  readonly actor: string;
  readonly correlationId: string;
  readonly causationId: string | null;
  readonly writes: readonly [StreamWrite, ...StreamWrite[]];
  readonly reads: readonly StreamRead[];
  /**
   * Requests still under way in this process that this one was decided on: versions looked at are those
   * that they leave. Unless each of them is appended, this one is a conflict, whatever the versions are.
   */
  readonly restsOn?: readonly AppendRequest[];
}

/** Where an accepted append stands: also what is answered when the same command comes again. */
export interface Appended {
  readonly commandId: string;
  readonly firstPosition: number;
  readonly lastPosition: number;
  readonly recordedAt: Instant;
  readonly events: readonly {
    readonly stream: string;
    readonly version: number;
    readonly position: number;
    readonly type: string;
  }[];
}

export type AppendVerdict =
  | ({ readonly verdict: 'appended' } & Appended)
  /** The command was accepted before; nothing was written now. */
  | ({ readonly verdict: 'repeated' } & Appended)
  /** The command id was used for other content. */
  | { readonly verdict: 'command-id-reused'; readonly commandId: string }
  | {
      readonly verdict: 'conflict';
      readonly conflicts: readonly {
        readonly stream: string;
        readonly expected: number;
        readonly actual: number;
      }[];
    };

/**
 * A stored event as read: envelope, data in plain text, upcast. Types are those of the closed set: a
 * shape that this program does not know stops the reader.
 */
export type StoredEvent = Recorded<ActumEvent>;

interface EventsByKind {
  readonly type: TypeEvent;
  readonly body: BodyEvent;
  readonly person: PersonEvent;
  readonly plan: PlanEvent;
  readonly item: ItemEvent;
  readonly paper: PaperEvent;
  readonly reminders: ReminderEvent;
}

/** The events of one stream, told by the kind in its name; of a name that is not told apart, any event. */
export type StreamEvent<Stream extends string> = Stream extends 'ledger'
  ? Recorded<LedgerEvent>
  : Stream extends `${infer Kind extends keyof EventsByKind}:${string}`
    ? Recorded<EventsByKind[Kind]>
    : StoredEvent;

/**
 * One tenant's append-only log. Every method may throw `LedgerUnavailable` when the database cannot
 * be reached for longer than the retry bound; an append that throws it has an unknown outcome, and
 * sending the same request again settles it.
 *
 * Appends that arrive together share one round trip and one commit; each has its own verdict. Where more
 * wait than the bounds allow, `append` throws `LedgerBusy`, and nothing was sent.
 */
export interface Ledger {
  readonly name: string;
  append(request: AppendRequest): Promise<AppendVerdict>;
  /** What an accepted command left, or null; `digestMatches` false where the id was used for other content. */
  findCommand(
    commandId: string,
    requestDigest: Buffer,
  ): Promise<{ readonly digestMatches: boolean; readonly appended: Appended } | null>;
  /** A stream's events from version 1 on, in order; empty where there is none. */
  readStream<Stream extends string>(stream: Stream): Promise<readonly StreamEvent<Stream>[]>;
  /** At most `limit` events after `position`, in order of position. */
  readForward(position: number, limit: number): Promise<readonly StoredEvent[]>;
  /** At most `limit` entries after `position` as stored, sealed, for verification. */
  readEntries(position: number, limit: number): Promise<readonly LedgerEntry[]>;
  /** The last position, 0 where the ledger is empty. */
  lastPosition(): Promise<number>;
  /** The last position recorded at or before the instant. */
  positionAt(instant: Instant): Promise<number>;
  /** The Merkle root over the first `size` leaves as stored. */
  rootAt(size: number): Promise<Buffer>;
  /** The ledger's clock: real time, or where the simulated clock stands. */
  now(): Promise<Instant>;
  /** HMAC of the canonical request under the key file's key. */
  requestDigest(request: Json): Buffer;
  /** Erases the person's sealed text wherever it is stored, for good; false where there was no key. */
  destroyPersonKey(person: string): Promise<boolean>;
}
