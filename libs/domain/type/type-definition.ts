import type { LineageRelation } from '../events/item-events.js';

/** Words in one or more languages, by BCP 47 tag; `en` is always there. */
export type Labels = { readonly en: string } & { readonly [language: string]: string };

/**
 * The versioned definition of a kind of item, as published: plain JSON, digested as RFC 8785 bytes.
 * It is written as YAML; `parseType` reads and validates it.
 */
export interface TypeDefinition {
  readonly id: string;
  readonly version: number;
  readonly title: Labels;
  readonly opens: { readonly state: string; readonly label: string };
  /** The lines that items of the type may be cleared on; absent: whatever lines an item names. */
  readonly lines?: readonly string[];
  readonly states: { readonly [state: string]: StateDefinition };
  readonly transitions: { readonly [transition: string]: TransitionDefinition };
  readonly print: { readonly [state: string]: PrintRule };
  readonly reminders?: ReminderSchedule;
  readonly due?: DueRule;
  /** What an item of the type says of itself besides its title: a risk rating, an office. */
  readonly fields?: { readonly [field: string]: FieldDefinition };
  readonly migrates?: Migration;
}

export interface FieldDefinition {
  readonly title: Labels;
  readonly type: 'text' | 'number' | 'choice' | 'day';
  /** Of a choice, in order. */
  readonly choices?: readonly string[];
  readonly required?: boolean;
}

/** How items of the version before come to this one. */
export interface Migration {
  /** Where an item goes whose state this version no longer has: old state → new state. */
  readonly states?: { readonly [state: string]: string };
}

export interface DueRule {
  /** A due text that names no date ("as resources allow") is taken as it stands; such an item is never overdue. */
  readonly undated?: 'allowed';
}

export interface StateDefinition {
  readonly title: Labels;
  /** Nothing more is owed in it. */
  readonly final?: boolean;
  /** What is due counts as done in it. */
  readonly done?: boolean;
  /** The work has begun in it, so a prerequisite withdrawn now is flagged, not waited for. */
  readonly begun?: boolean;
  /** True: in force from here on. False: no longer. Absent: as in the state it came from. */
  readonly inForce?: boolean;
}

/** What a transition does besides moving the state: which event carries it. */
export const acts = [
  'transition',
  'plan-start',
  'link-prerequisite',
  'remove-prerequisite',
  'prerequisite-met',
  'prerequisite-unmet',
  'report-progress',
  'attach-evidence',
  'add-partner',
  'link-basis',
  'add-chapter',
  'link-companion',
  'complete-part',
  'request-extension',
  'extend-due',
  'decline-extension',
  'clear',
  'object',
  'link-lineage',
  'add-outcome',
  'copy-outcome',
] as const;
export type Act = (typeof acts)[number];

export interface TransitionDefinition {
  readonly title: Labels;
  readonly act: Act;
  readonly from: readonly string[];
  /** A state; `same`; or `origin`: back to where it came from when it entered the present state. */
  readonly to: string;
  readonly label: string;
  /** Only a reaction may do it; people are refused. */
  readonly byReaction?: boolean;
  readonly guards: readonly Guard[];
  /** The digest of the text is fixed; clearances are given on it. */
  readonly fixesContent?: boolean;
  /** Whoever decided it endorses the item, or takes the endorsement back. */
  readonly endorsement?: 'given' | 'withdrawn';
  /** Clearances given on the present text lapse. */
  readonly lapsesSignOffs?: boolean;
  /** An item that this one succeeds is to make this transition of its own (by reaction). */
  readonly predecessor?: string;
}

/** The built-in kinds of condition on a transition. */
export type Guard =
  /** The actor is one of these: `owner`, `deputy`, a `reaction`, or holds a role today (`clearance` on the line of the command). */
  | { readonly kind: 'role'; readonly anyOf: readonly string[] }
  /** The actor is none of these: `owner`, `deputy`, `requester` (of the extension), `finalizer`, `signer` (of another line). */
  | { readonly kind: 'separation'; readonly from: readonly string[] }
  /** A body's decision is put on record: a body id, `$body` (the item's), `$plan-body`, `$endorser` (whoever endorsed it); or a person with the role approver where `orApprover`. */
  | { readonly kind: 'decided-by'; readonly anyOf: readonly string[]; readonly orApprover?: boolean }
  | { readonly kind: 'reason'; readonly when?: 'start-late-or-replanned' }
  | { readonly kind: 'ground' }
  | { readonly kind: 'prerequisites' }
  | { readonly kind: 'parts' }
  | { readonly kind: 'evidence' }
  /** Named fields of the command beyond those of the act: each required, or each allowed. */
  | { readonly kind: 'fields'; readonly required: readonly string[]; readonly optional?: readonly string[] }
  | SignOffGuard
  /** The link would not close a circle of prerequisites. */
  | { readonly kind: 'acyclic' }
  /**
   * A linked item stands in one of the states at the effective day: every one that it is related to so,
   * of which there is one; or the one that a field of the command names; or this one.
   */
  | ({ readonly kind: 'linked-state'; readonly states: readonly string[] } & LinkedBy)
  /** The effective day is not before `from` and not after `until`: days, or relative to the due date's latest day ("due-30"). */
  | { readonly kind: 'window'; readonly from?: string; readonly until?: string }
  /** The item that a lineage link names is of one of these types; other relations than this one are left alone. */
  | { readonly kind: 'lineage'; readonly relation: LineageRelation; readonly types: readonly string[] };

export type LinkedBy =
  | { readonly relation: LineageRelation; readonly field?: never; readonly item?: never }
  | { readonly field: string; readonly relation?: never; readonly item?: never }
  | { readonly item: string; readonly relation?: never; readonly field?: never };

/**
 * Lines are cleared on the present text, each by persons of its own, none of whom put the text forward:
 * `one-per-line` and `all-of` take every line, `any-of` one, `n-of-m` so many. The lines are those
 * named; where none are, those that the item requires.
 */
export interface SignOffGuard {
  readonly kind: 'sign-off';
  readonly policy: 'one-per-line' | 'all-of' | 'any-of' | 'n-of-m';
  readonly of?: readonly string[];
  /** How many of them, for `n-of-m`. */
  readonly n?: number;
}

/**
 * How a state prints: one text, null for nothing, or rules of which the first that applies is used.
 * `{start}` is the planned start's text, `{phrase}` the first unmet prerequisite's.
 */
export type PrintRule = string | null | readonly PrintCase[];
export interface PrintCase {
  /** Applies up to the latest day of the planned start. */
  readonly when?: 'start-not-past';
  readonly text: string;
  /** Added while a prerequisite is unmet. */
  readonly unmet?: string;
}

export interface ReminderSchedule {
  readonly rungs: readonly Rung[];
}
export interface Rung {
  readonly id: string;
  /** Days relative to the latest due day: −30 is thirty days before, 1 the first day overdue. */
  readonly days: number;
  /** Repeat every so many days after `days`, until done. */
  readonly every?: number;
  readonly to: readonly Reminded[];
}
/** `partners`: those who are bodies of the directory, through their liaisons. */
export type Reminded = 'owner' | 'deputy' | 'partners';
