/**
 * A refusal is a command that the rules turn down: a value, never an exception.
 * Its code is stable (`ITEM.PREREQUISITE_UNMET`), its sentence says what a person can do about it,
 * its facts are what the rule saw.
 */
export interface Refusal {
  readonly code: string;
  /** One sentence in plain English that a person can act on. */
  readonly message: string;
  readonly facts: Facts;
  /** The field of the request that the refusal is about, as a path ("fields.start"), where there is one. */
  readonly field?: string;
}

export type Fact = string | number | boolean | null | readonly Fact[] | { readonly [key: string]: Fact };
export type Facts = { readonly [key: string]: Fact };

/** What `decide` gives: events to append, or every reason why not. */
export type Decision<E> =
  | { readonly accepted: true; readonly events: readonly E[] }
  | { readonly accepted: false; readonly refusals: readonly [Refusal, ...Refusal[]] };

export const accept = <E>(...events: readonly E[]): Decision<E> => ({ accepted: true, events });

export const refuse = (code: string, message: string, facts: Facts = {}, field?: string): Refusal =>
  field === undefined ? { code, message, facts } : { code, message, facts, field };
