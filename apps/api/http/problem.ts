import type { Refusal } from '#domain';

/** One fault of a request, at the field it is about: a path such as `evidence.0.reference`. */
export interface FieldFault {
  readonly field: string;
  readonly message: string;
}

/** What goes out as `application/problem+json` (RFC 9457), with Actum's extension members. */
export interface ProblemBody {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly code: string;
  readonly refusals?: readonly Refusal[];
  readonly errors?: readonly FieldFault[];
  readonly changes?: readonly string[];
  readonly expected?: number;
  readonly actual?: number;
  readonly position?: number;
  /** Only where something unexpected happened: the id under which the log tells what. */
  readonly instance?: string;
}

/** Every kind of problem that the API answers with; its slug ends the problem's `type`. */
export const problemKinds = {
  'bad-request': [
    400,
    'The request is not valid',
    'A field of the request is missing, unknown or not as it must be. `errors` names each.',
  ],
  'not-signed-in': [401, 'Not signed in', 'The request needs a bearer token of a person in the directory.'],
  'not-allowed': [
    403,
    'Not allowed',
    'The person signed in does not hold the role that this needs on the ledger’s today.',
  ],
  'wrong-host': [403, 'Not this address', 'In demo mode the server answers on loopback names only.'],
  'not-found': [404, 'Not found', 'There is nothing by this name or at this address.'],
  conflict: [409, 'Conflict', 'The request does not fit what is on record now.'],
  changed: [
    412,
    'Changed in the meantime',
    'The version in If-Match is no longer the present one. `changes` says what came since.',
  ],
  'too-large': [413, 'Too large', 'The body of a request may be 256 KiB long.'],
  'media-type': [415, 'Not JSON', 'Bodies are application/json in UTF-8.'],
  refused: [
    422,
    'Not possible yet',
    'The rules turned the command down. `refusals` names every condition that failed.',
  ],
  'key-reused': [422, 'Idempotency-Key used before', 'The key belongs to a command with other content.'],
  unexpected: [500, 'Something went wrong', 'The fault is ours. Quote `instance` when you report it.'],
  unavailable: [
    503,
    'Not available now',
    'The database or a view is not there yet. Try again after the seconds in Retry-After.',
  ],
} as const satisfies Record<string, readonly [number, string, string]>;
export type ProblemKind = keyof typeof problemKinds;

type Extension = Pick<
  ProblemBody,
  'refusals' | 'errors' | 'changes' | 'expected' | 'actual' | 'position' | 'instance'
>;

/** Thrown anywhere below the filter; carries exactly what the caller is told. */
export class Problem extends Error {
  readonly body: ProblemBody;

  constructor(
    kind: ProblemKind,
    code: string,
    detail: string,
    extension: Extension = {},
    readonly headers: Readonly<Record<string, string>> = {},
  ) {
    super(detail);
    this.name = 'Problem';
    const [status, title] = problemKinds[kind];
    this.body = { type: `/v1/problems/${kind}`, title, status, detail, code, ...extension };
  }
}

/** 400: the request's fields, each with what is wrong. */
export const invalidRequest = (errors: readonly FieldFault[], code = 'REQUEST.INVALID'): Problem =>
  new Problem(
    'bad-request',
    code,
    errors.map(({ field, message }) => (field === '' ? message : `${field}: ${message}`)).join('; '),
    { errors },
  );

/** What a query found; where that is nothing, a 404 that names it ("item 13" → `ITEM.UNKNOWN`). */
export function known<T>(found: T | null, what: string): T {
  if (found !== null) return found;
  throw unknownName(what);
}

export function unknownName(what: string): Problem {
  const kind = (what.split(' ')[0] ?? 'name').toUpperCase();
  return new Problem('not-found', `${kind}.UNKNOWN`, `There is no ${what}.`);
}
