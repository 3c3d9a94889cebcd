import { NoAnswer, problemOfResponse } from './api-problem.js';
import { changeSession, session } from './session.js';

type Search = Readonly<Record<string, string | number | boolean | undefined>>;

/** The position that answers must reflect at least: what this page wrote, or was told of. */
let readFrom = 0;

/** From now on reads wait for `position`, so that people read what they wrote. */
export function readAtLeast(position: number): void {
  readFrom = Math.max(readFrom, position);
}

/** GET of a view, which waits until it reflects what this page knows to be on record. */
export const getView = <Answer>(path: string, search: Search = {}, signal?: AbortSignal): Promise<Answer> =>
  getJson<Answer>(path, readFrom > 0 ? { ...search, waitFor: readFrom } : search, signal);

/** GET under /v1, as whoever is signed in or the holder of `token`. Throws ApiProblem or NoAnswer. */
export async function getJson<Answer>(
  path: string,
  search: Search = {},
  signal?: AbortSignal,
  token = session()?.token,
): Promise<Answer> {
  return request<Answer>(addressOf(path, search), { headers: authorization(token), signal: signal ?? null });
}

function addressOf(path: string, search: Search): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(search)) {
    if (value !== undefined && value !== '' && value !== false) query.set(name, String(value));
  }
  return query.size === 0 ? `/v1${path}` : `/v1${path}?${query}`;
}

/** GET of a text under /v1, such as a sheet. Throws ApiProblem or NoAnswer. */
export async function getText(path: string, search: Search = {}): Promise<string> {
  return await (await answered(addressOf(path, search), { headers: authorization() })).text();
}

/** POST under /v1 with a command's key, and optionally the version it builds on. Throws ApiProblem or NoAnswer. */
export async function postJson<Answer>(
  path: string,
  body: unknown,
  command: { readonly key?: string; readonly version?: number } = {},
): Promise<Answer> {
  const headers = new Headers(authorization());
  headers.set('Content-Type', 'application/json');
  if (command.key !== undefined) headers.set('Idempotency-Key', command.key);
  if (command.version !== undefined) headers.set('If-Match', `"${command.version}"`);
  return request<Answer>(`/v1${path}`, { method: 'POST', headers, body: JSON.stringify(body) });
}

export function authorization(token = session()?.token): Record<string, string> {
  return token === undefined ? {} : { Authorization: `Bearer ${token}` };
}

async function request<Answer>(address: string, init: RequestInit): Promise<Answer> {
  return (await (await answered(address, init)).json()) as Answer;
}

async function answered(address: string, init: RequestInit): Promise<Response> {
  let response: Response;
  try {
    response = await fetch(address, init);
  } catch (cause) {
    if (init.signal?.aborted) throw cause;
    throw new NoAnswer(cause);
  }
  if (response.ok) return response;
  const problem = await problemOfResponse(response);
  // A token that no longer counts must not make every page fail where reading needs none.
  if (problem.body.status === 401 && session() !== null) changeSession(null);
  throw problem;
}

/** A fresh key for one command (UUID version 4); `crypto.randomUUID` is missing on plain-HTTP hosts. */
export function newCommandKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
