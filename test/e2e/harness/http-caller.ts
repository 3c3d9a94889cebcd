import { fetch } from 'undici';

export interface HttpAnswer<T = unknown> {
  readonly status: number;
  readonly headers: Headers | { get(name: string): string | null };
  readonly body: T;
}

export interface CallOptions {
  readonly token?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Gives up, with its reason. */
  readonly signal?: AbortSignal;
}

/** Plain HTTP to a running api, with JSON both ways. */
export class HttpCaller {
  constructor(readonly url: string) {}

  /** @throws Error where the answer is not 2xx; `call` does not */
  async get<T>(path: string, options: CallOptions = {}): Promise<T> {
    return succeeded(await this.call<T>('GET', path, undefined, options), path);
  }

  async post<T>(path: string, body: unknown, options: CallOptions = {}): Promise<T> {
    return succeeded(await this.call<T>('POST', path, body, options), path);
  }

  /** A body that is text or bytes is sent as it is. */
  async call<T = unknown>(
    method: string,
    path: string,
    body?: unknown,
    { token, headers = {}, signal }: CallOptions = {},
  ): Promise<HttpAnswer<T>> {
    const raw = typeof body === 'string' || body instanceof Uint8Array;
    const response = await fetch(this.url + path, {
      method,
      ...(signal === undefined ? {} : { signal }),
      headers: {
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: raw ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    const isJson = /\bjson\b/.test(response.headers.get('content-type') ?? '');
    return {
      status: response.status,
      headers: response.headers,
      body: (isJson ? JSON.parse(text) : text) as T,
    };
  }

  /** Demo mode: a token of a person. */
  async signIn(person: string): Promise<string> {
    const { token } = await this.post<{ readonly token: string }>('/v1/demo/sign-in', { person });
    return token;
  }
}

function succeeded<T>({ status, body }: HttpAnswer<T>, path: string): T {
  if (status >= 200 && status < 300) return body;
  throw new Error(`${path} answered ${status}: ${JSON.stringify(body)}`);
}
