import type { Refusal } from '#domain';

/** RFC 9457 problem details as the API sends them, with Actum's extension members. */
export interface ProblemBody {
  readonly type?: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly code: string;
  readonly refusals?: readonly Refusal[];
  readonly errors?: readonly { readonly field: string; readonly message: string }[];
  readonly changes?: readonly string[];
  readonly expected?: number;
  readonly actual?: number;
  readonly instance?: string;
}

/** An answer other than 2xx. */
export class ApiProblem extends Error {
  constructor(
    readonly body: ProblemBody,
    /** Seconds, from Retry-After. */
    readonly retryAfter: number | null,
  ) {
    super(body.detail);
    this.name = 'ApiProblem';
  }
}

/** No answer at all: whether the server took the request is not known. */
export class NoAnswer extends Error {
  constructor(cause: unknown) {
    super('The server did not answer. Check the connection and try again; nothing you typed is lost.', {
      cause,
    });
    this.name = 'NoAnswer';
  }
}

/** The problem that a failed response stands for, whatever came as its body. */
export async function problemOfResponse(response: Response): Promise<ApiProblem> {
  const retryAfter = Number(response.headers.get('Retry-After') ?? Number.NaN);
  const body: unknown = await response.json().catch(() => null);
  return new ApiProblem(
    isProblemBody(body)
      ? body
      : {
          title: response.statusText || 'Something went wrong',
          status: response.status,
          detail: `The server answered with ${response.status} and no explanation. Try again in a moment.`,
          code: `HTTP.${response.status}`,
        },
    Number.isNaN(retryAfter) ? null : retryAfter,
  );
}

function isProblemBody(body: unknown): body is ProblemBody {
  return (
    typeof body === 'object' &&
    body !== null &&
    'code' in body &&
    typeof body.code === 'string' &&
    'detail' in body &&
    typeof body.detail === 'string'
  );
}
