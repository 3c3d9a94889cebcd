/** Who takes part. Each begins with what their name says; roles and delegations change on the way. */
export const cast = [
  'focal',
  'deputy',
  'approver',
  'second',
  'registrar',
  'entity',
  'coordinator',
  'both',
  'stranger',
] as const;
export type Person = (typeof cast)[number];

/** Roles as they are given and ended; a clearance is one on its line. */
export const givenRoles = ['approver', 'registrar', 'clearance/entity', 'clearance/coordinator'] as const;
export type GivenRole = (typeof givenRoles)[number];
export type Delegated = GivenRole | 'owner' | 'owner/action';

export const beginnings: readonly (readonly [Person, GivenRole])[] = [
  ['approver', 'approver'],
  ['second', 'approver'],
  ['registrar', 'registrar'],
  ['entity', 'clearance/entity'],
  ['coordinator', 'clearance/coordinator'],
  ['both', 'clearance/entity'],
  ['both', 'clearance/coordinator'],
];

/** The two items of a run: an action item with two parts, and a framework revision with two lines. */
export type Item = 'action' | 'framework';

/** What a step says. Whatever is left out is what a careless person leaves out. */
export interface Step {
  readonly transition: string;
  readonly reason: boolean;
  readonly ground: boolean;
  readonly evidence: boolean;
  readonly decidedBy: 'governing-body' | 'unsdg-principals' | null;
  /** The year of a due date that is asked for. */
  readonly year: number | null;
  readonly line: 'entity' | 'coordinator';
  readonly part: 'a' | 'b';
  readonly comment: boolean;
  /** Whether the text is named that stands, or another one; null: none. */
  readonly digest: 'present' | 'stale' | null;
  /** A text of the whole, and of a chapter. */
  readonly text: string | null;
}

export interface StepBy {
  readonly by: Person;
  /** Which of the person's two tokens is used. */
  readonly token: 0 | 1;
  readonly step: Step;
}

/** One thing that somebody tries. */
export type Ask =
  | ({ readonly kind: 'step'; readonly item: Item } & StepBy)
  /** Several steps as one command. */
  | {
      readonly kind: 'bulk';
      readonly item: Item;
      readonly by: Person;
      readonly token: 0 | 1;
      readonly steps: readonly Step[];
    }
  /** Two at once, of which at most one can be. */
  | {
      readonly kind: 'race';
      readonly item: Item;
      readonly sides: readonly [StepBy, StepBy];
      readonly seen: boolean;
    }
  | {
      readonly kind: 'assign';
      readonly item: Item;
      readonly by: Person;
      readonly owner: Person;
      readonly deputy: Person;
    }
  | { readonly kind: 'role'; readonly person: Person; readonly role: GivenRole; readonly end: boolean }
  | {
      readonly kind: 'delegate';
      readonly by: Person;
      readonly from: Person;
      readonly to: Person;
      readonly role: Delegated;
      readonly end: boolean;
    };
