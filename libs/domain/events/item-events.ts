import type { DueForm, EffectiveOn } from '../due/due-form.js';
import type { EventOf } from './event.js';
import type { Cause, Evidence, Prerequisite, StateMark, Via } from './item-facts.js';

export type ItemOpened = EventOf<
  'ItemOpened',
  {
    readonly itemType: string;
    readonly typeDigest: string;
    readonly state: string;
    /** What the type calls the opening: `PlanEndorsed`. */
    readonly label: string;
    readonly title: string;
    readonly number?: string;
    readonly plan?: string;
    readonly component?: string;
    /** 1-based place in the plan. */
    readonly ordinal?: number;
    readonly parts?: readonly { readonly id: string; readonly title: string }[];
    /** Reporting lines on each of which a clearance is needed; and those that only illustrate. */
    readonly lines?: readonly string[];
    /** The body whose decision endorses or discontinues it. */
    readonly body?: string;
    readonly succeeds?: string;
    readonly owner?: string;
    readonly deputy?: string;
    /** What stands for a due date and names none: "as resources allow". */
    readonly undated?: string;
    /** What the type has it say of itself: a risk rating. */
    readonly fields?: { readonly [field: string]: string };
  }
>;
export type DueSet = EventOf<'DueSet', { readonly due: DueForm }>;
export type DueExtensionRequested = EventOf<
  'DueExtensionRequested',
  { readonly via: Via; readonly due: DueForm }
>;
/** A request answered with no; `via` says who for, the grounds say why. */
export type DueExtensionDeclined = EventOf<
  'DueExtensionDeclined',
  { readonly via: Via; readonly due: DueForm; readonly requestedBy: string }
>;
export type DueExtended = EventOf<
  'DueExtended',
  { readonly via: Via; readonly due: DueForm; readonly requestedBy: string }
>;
export type Assigned = EventOf<'Assigned', { readonly owner: string; readonly deputy?: string }>;
export type Transitioned = EventOf<
  'Transitioned',
  {
    readonly via: Via;
    /** Digest of the text that the transition fixes, hex; present after `finalize`. */
    readonly contentDigest?: string;
    /** The whole text that is fixed, where it is on record; the digest covers it. */
    readonly text?: string;
    /** The body whose endorsement it gives; null: it takes an endorsement back. */
    readonly endorsedBy?: string | null;
    readonly successor?: string;
    readonly fields?: { readonly [name: string]: string };
  }
>;
export type StartPlanned = EventOf<
  'StartPlanned',
  { readonly via: Via; readonly start: DueForm; readonly outlook: StartOutlook }
>;
/** Against the due date's readings: the start certainly precedes its last day, may not, cannot. */
export type StartOutlook = 'in-time' | 'may-miss' | 'will-miss' | 'no-due-date';
export type PrerequisiteLinked = EventOf<
  'PrerequisiteLinked',
  { readonly via: Via; readonly prerequisite: Prerequisite; readonly met: boolean }
>;
export type PrerequisiteRemoved = EventOf<
  'PrerequisiteRemoved',
  { readonly via: Via; readonly item: string }
>;
export type PrerequisiteMet = EventOf<
  'PrerequisiteMet',
  {
    readonly via: Via;
    readonly item: string;
    readonly state: string;
    readonly cause: Cause;
    /** True where the item had begun before it was met, as a correction has brought to light. */
    readonly early?: true;
  }
>;
export type PrerequisiteUnmet = EventOf<
  'PrerequisiteUnmet',
  {
    readonly via: Via;
    readonly item: string;
    readonly state: string;
    readonly cause: Cause;
    /** True where the item had begun (or was done) on the strength of what is now withdrawn. */
    readonly flagged: boolean;
  }
>;
export type SignedOff = EventOf<
  'SignedOff',
  {
    readonly via: Via;
    readonly line: string;
    readonly person: string;
    readonly contentDigest: string;
    readonly comment?: string;
  }
>;
export type Objected = EventOf<
  'Objected',
  {
    readonly via: Via;
    readonly line: string;
    readonly person: string;
    readonly contentDigest: string;
    readonly comment: string;
  }
>;
export type SignOffLapsed = EventOf<
  'SignOffLapsed',
  { readonly line: string; readonly person: string; readonly contentDigest: string }
>;
export type EvidenceAttached = EventOf<
  'EvidenceAttached',
  { readonly via: Via; readonly evidence: readonly Evidence[]; readonly beforeStart: boolean }
>;
export type PartCompleted = EventOf<
  'PartCompleted',
  { readonly via: Via; readonly part: string; readonly evidence: readonly Evidence[] }
>;
export type PartnerAdded = EventOf<
  'PartnerAdded',
  /** `partner` as written; `body` where it is one of the directory, whose liaison is written to. */
  { readonly via: Via; readonly partner: string; readonly body?: string }
>;
export type BasisLinked = EventOf<
  'BasisLinked',
  /** `basis` in words; the title that it had then, where it is an `item`. */
  { readonly via: Via; readonly basis: string; readonly item?: string }
>;
export type ChapterAdded = EventOf<
  'ChapterAdded',
  { readonly via: Via; readonly title: string; readonly text?: string }
>;
export type CompanionLinked = EventOf<
  'CompanionLinked',
  /** `title` as written; the title that it had then, where it is an `item`. */
  { readonly via: Via; readonly title: string; readonly item?: string }
>;
export type ProgressReported = EventOf<
  'ProgressReported',
  /** `unchanged`: nothing has changed since what was reported before, which `text` repeats. */
  { readonly via: Via; readonly text: string; readonly unchanged?: true }
>;
/** It comes from an item of the ledger, or from something outside: an instrument, "A/RES/72/279". */
export type LineageLinked = EventOf<
  'LineageLinked',
  {
    readonly via: Via;
    readonly relation: LineageRelation;
    readonly item?: string;
    readonly reference?: string;
  }
>;
export const lineageRelations = ['derives-from', 'cites', 'succeeds'] as const;
export type LineageRelation = (typeof lineageRelations)[number];
/** An outcome of its own; on a document that copies another's outcomes an extra one, by way of exception. */
export type OutcomeAdded = EventOf<
  'OutcomeAdded',
  { readonly via: Via; readonly outcome: string; readonly text: string }
>;
/** An outcome taken over from another item, to the letter. */
export type OutcomeCopied = EventOf<
  'OutcomeCopied',
  { readonly via: Via; readonly item: string; readonly outcome: string; readonly text: string }
>;

/**
 * Another event of the same item was wrong. A fold takes the replacement in the original's place, or leaves
 * the original out; the original stays on record. Of several corrections of one event the last word on each
 * part of it counts, and correcting a voided event brings it back.
 */
export type Corrected = EventOf<
  'Corrected',
  {
    readonly target: {
      readonly version: number;
      readonly position: number;
      readonly type: CorrectableEvent['type'];
      readonly label: string;
    };
    /** It did not happen. */
    readonly void?: true;
    readonly replacement?: {
      readonly effectiveOn?: EffectiveOn;
      /** Null: nobody else decided it. */
      readonly decidedBy?: string | null;
      /** All of its data, as they should have been. */
      readonly data?: ItemEvent['data'];
    };
    /** What was said and what is right, part by part, as people read it. */
    readonly changes: readonly CorrectedPart[];
  }
>;
export interface CorrectedPart {
  /** `effectiveOn`, `decidedBy`, `evidence`, `fields.<name>`, or what the event works out from these: `outlook`. */
  readonly field: string;
  readonly from: string | null;
  readonly to: string | null;
}

/** The item is judged by another version of its type from now on; what happened before was judged by the one before. */
export type ItemMigrated = EventOf<
  'ItemMigrated',
  {
    readonly fromDigest: string;
    readonly fromVersion: number;
    readonly typeDigest: string;
    readonly toVersion: number;
    readonly from: string;
    /** Where it stands by the new version, and the way there. */
    readonly state: string;
    readonly path: readonly string[];
    readonly marks: readonly StateMark[];
    readonly fields?: { readonly [field: string]: string };
  }
>;

export type ItemEvent = CorrectableEvent | Corrected;

/** An item's events that say something about it, and may have been wrong. */
export type CorrectableEvent =
  | ItemOpened
  | DueSet
  | DueExtensionRequested
  | DueExtensionDeclined
  | DueExtended
  | Assigned
  | Transitioned
  | StartPlanned
  | PrerequisiteLinked
  | PrerequisiteRemoved
  | PrerequisiteMet
  | PrerequisiteUnmet
  | SignedOff
  | Objected
  | SignOffLapsed
  | EvidenceAttached
  | PartCompleted
  | PartnerAdded
  | BasisLinked
  | ChapterAdded
  | CompanionLinked
  | ProgressReported
  | LineageLinked
  | OutcomeAdded
  | OutcomeCopied
  | ItemMigrated;
