import type { Refusal } from '#domain';

/** A problem document (RFC 9457) as the API sends it. */
export interface ProblemBody {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly code: string;
  readonly refusals?: readonly Refusal[];
  readonly errors?: readonly { readonly field: string; readonly message: string }[];
  readonly changes?: readonly string[];
}
