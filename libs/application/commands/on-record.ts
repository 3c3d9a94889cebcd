import type { DecisionReference, Illustrative } from '#domain';

type Decision = { readonly [K in keyof DecisionReference]?: DecisionReference[K] | undefined };

/** What puts a fact on record beside the fact itself. */
export interface OnRecord {
  /** As written: a day, a due form, "by DAY", "not stated"; the ledger's today where absent. */
  readonly effectiveOn?: string | undefined;
  /** The body or person that decided, where it is not the actor. */
  readonly decidedBy?: string | undefined;
  readonly decision?: Decision | undefined;
  readonly reason?: string | undefined;
  readonly ground?: string | undefined;
  readonly illustrative?: readonly Illustrative[] | undefined;
}

/** How a person or body is marked that does not exist. */
export const inventedIf = (illustrative: boolean | undefined): readonly Illustrative[] | undefined =>
  illustrative === true ? ['person'] : undefined;
