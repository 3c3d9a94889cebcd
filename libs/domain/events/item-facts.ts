import type { Facts } from '../refusal.js';

/**
 * Which transition of the item's type an event went through. Every event that a transition causes
 * carries it, so that `evolve` never needs the type's YAML, and a replay shows what each guard saw.
 */
export interface Via {
  readonly transition: string;
  readonly from: string | null;
  readonly to: string;
  /** The type's own label for it: `FrameworkRevisionEndorsed`. */
  readonly label: string;
  /** SHA-256 of the type's definition, hex. */
  readonly typeDigest: string;
  /** What the type says of the state it leads to, so that a fold never needs the type. */
  readonly marks?: readonly StateMark[];
  /** The person for whom the actor acted, by a delegation in force that day; absent: for nobody but themselves. */
  readonly onBehalfOf?: string;
  /** The facts that each guard saw, by guard. */
  readonly saw?: readonly { readonly guard: string; readonly facts: Facts }[];
}

/** Work has begun in the state; what is due counts as done in it; nothing more is owed in it. */
export type StateMark = 'begun' | 'done' | 'final';

export interface Prerequisite {
  readonly item: string;
  /** The states any of which satisfies it. */
  readonly states: readonly string[];
  /** "following the revision and UNSDG endorsement of the …" */
  readonly phrase: string;
}

export interface Evidence {
  readonly kind: 'link' | 'paragraph' | 'file';
  /** An address, "GB.340/INS/6 ¶44", or a file's name. */
  readonly reference: string;
  readonly title?: string;
  /** SHA-256 of a file's bytes, hex. */
  readonly digest?: string;
}

/** The event elsewhere that a reaction answers. */
export interface Cause {
  readonly stream: string;
  readonly position: number;
  readonly label: string;
}
