import type { RowVerdict } from '#application';
import type { Refusal } from '#domain';
import type { LedgerInfo, ParkedStream, PeopleList, Possibilities, ViewStatus } from '#projections';

/** GET /v1/ledger: the record, and whether this server lets anybody choose who to be. */
export type RecordInfo = LedgerInfo & { readonly demo: boolean };

export type Possibility = Possibilities['transitions'][number];
export type Person = PeopleList['people'][number];

/** POST /v1/demo/sign-in. */
export interface SignedIn {
  readonly token: string;
  readonly person: string;
  readonly name: string;
  readonly roles: readonly string[];
}

/** A command that was accepted. */
export interface Accepted {
  readonly position: number;
  readonly version: number;
  readonly stream: string;
  readonly recordedAt: string;
  readonly repeated: boolean;
}

/** POST /v1/imports: what became of each row of a sheet, or would. */
export interface ImportAnswer {
  readonly dryRun: boolean;
  readonly counts: Readonly<Record<string, number>>;
  readonly rows: readonly RowVerdict[];
  readonly otherColumns: readonly string[];
  readonly position: number | null;
  /** The rows still open as a sheet, with the reasons. */
  readonly refused: string | null;
}

/** GET /v1/refusals: what the rules turned down, kept apart from the record. */
export interface RefusedAttempts {
  readonly attempts: readonly RefusedAttempt[];
}
export interface RefusedAttempt {
  readonly id: string;
  readonly at: string;
  /** The record's day when it was tried, where its clock is simulated. */
  readonly today: string | null;
  readonly actor: string;
  readonly command: string;
  readonly target: string;
  readonly commandId: string;
  readonly refusals: readonly Refusal[];
}

/** GET /v1/views, for administrators. */
export interface ViewsStatus {
  readonly views: readonly ViewStatus[];
}
/** GET /v1/parked: streams that a view leaves out from an event on that it could not fold. */
export interface ParkedStreams {
  readonly parked: readonly ParkedStream[];
}
/** Both that may be asked of views: what is rebuilt for it, by name. */
export interface RebuildsAsked {
  readonly asked: readonly string[];
}
