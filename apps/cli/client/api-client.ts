import { fetch, type Response } from 'undici';
import { CliError, exitCode } from '../exit-code.js';
import { ApiProblem } from './api-problem.js';
import { nearName } from './near-name.js';
import type { ProblemBody } from './problem-body.js';

export type Query = Readonly<Record<string, string | number | boolean | undefined>>;

export interface PostOptions {
  readonly idempotencyKey?: string;
  readonly ifMatch?: number;
  /** A UUID that the caller knows the command by. */
  readonly correlationId?: string;
  /** Another person's token than the client's own. */
  readonly token?: string;
}

/** What a command answers that was accepted. */
export interface Accepted {
  readonly position: number;
  readonly version: number;
  readonly stream: string;
  readonly recordedAt: string;
  readonly repeated: boolean;
  readonly events: readonly {
    readonly position: number;
    readonly stream: string;
    readonly version: number;
    readonly type: string;
    readonly label: string;
  }[];
  /** Published papers that this came too late for. */
  readonly touches?: readonly { readonly number: string; readonly sentence: string }[];
}

/**
 * The HTTP API as `actum` uses it. Answers are taken to have the shape that the API documents.
 * Every method throws `ApiProblem` for a problem document and `CliError` where there is no server.
 */
export class ApiClient {
  #token: Promise<string | undefined> | undefined;

  constructor(
    readonly url: string,
    private readonly signIn: { readonly token?: string; readonly as?: string },
    private readonly signal: AbortSignal,
  ) {}

  /** @param token another person's than the client's own */
  async get<T>(path: string, query: Query = {}, token?: string): Promise<T> {
    const response = await this.send(this.address(path, query), { headers: await this.headers(token) });
    return (await response.json()) as T;
  }

  /** An answer that is no JSON, to the letter; a byte order mark is part of it. */
  async text(path: string, query: Query = {}): Promise<string> {
    const response = await this.send(this.address(path, query), { headers: await this.headers() });
    return new TextDecoder('utf-8', { ignoreBOM: true }).decode(await response.arrayBuffer());
  }

  async post<T>(path: string, body: unknown, options: PostOptions = {}): Promise<T> {
    const headers: Record<string, string> = {
      ...(await this.headers(options.token)),
      'content-type': 'application/json',
    };
    if (options.idempotencyKey !== undefined) headers['idempotency-key'] = options.idempotencyKey;
    if (options.correlationId !== undefined) headers['correlation-id'] = options.correlationId;
    if (options.ifMatch !== undefined) headers['if-match'] = `"${options.ifMatch}"`;
    const response = await this.send(this.address(path), {
      method: 'POST',
      headers,
      body: JSON.stringify(body),
    });
    return (await response.json()) as T;
  }

  /** A stream of server-sent events from after a position on; null where it ended before it began. */
  async stream(path: string, lastEventId: string | undefined): Promise<AsyncIterable<Uint8Array>> {
    const headers = await this.headers();
    if (lastEventId !== undefined) headers['last-event-id'] = lastEventId;
    const response = await this.send(this.address(path), {
      headers: { ...headers, accept: 'text/event-stream' },
    });
    if (response.body === null) throw new CliError(exitCode.unexpected, 'The server sent no stream.');
    return response.body;
  }

  /** A demo token of a person; refused by the server outside demo mode. */
  async demoToken(person: string): Promise<string> {
    const response = await this.send(this.address('/v1/demo/sign-in'), {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ person }),
    });
    return ((await response.json()) as { readonly token: string }).token;
  }

  private address(path: string, query: Query = {}): URL {
    const address = new URL(path, this.url);
    for (const [name, value] of Object.entries(query))
      if (value !== undefined) address.searchParams.set(name, String(value));
    return address;
  }

  private async headers(token?: string): Promise<Record<string, string>> {
    const { as } = this.signIn;
    this.#token ??= as === undefined ? Promise.resolve(this.signIn.token) : this.demoToken(as);
    const bearer = token ?? (await this.#token);
    return bearer === undefined ? {} : { authorization: `Bearer ${bearer}` };
  }

  private async send(address: URL, init: Parameters<typeof fetch>[1]): Promise<Response> {
    const response = await fetch(address, { ...init, signal: this.signal }).catch((error: unknown) => {
      if (this.signal.aborted) throw error;
      throw new CliError(
        exitCode.unreachable,
        `Cannot reach ${this.url}: ${reasonOf(error)}. Is it running? Start it with "npm start", or set ACTUM_URL.`,
      );
    });
    if (response.ok) return response;
    const problem = (await response.json().catch(() => null)) as ProblemBody | null;
    if (typeof problem?.code !== 'string')
      throw new CliError(
        exitCode.unexpected,
        `${address.pathname} answered ${response.status}, not as Actum does.`,
      );
    throw new ApiProblem(problem, await nearName(problem, (path) => this.list(path, init)));
  }

  /** Another answer for whoever asked for one that was not there; signing in may itself be what failed. */
  private async list(path: string, init: Parameters<typeof fetch>[1]): Promise<unknown> {
    const { authorization } = (init?.headers ?? {}) as { readonly authorization?: string };
    const headers = authorization === undefined ? {} : { authorization };
    const response = await fetch(this.address(path), { headers, signal: this.signal });
    return response.ok ? await response.json() : null;
  }
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { cause } = error;
  if (cause instanceof Error && 'code' in cause) return String(cause.code);
  return cause instanceof Error ? cause.message : error.message;
}
