import type { Command } from 'commander';
import type { Accepted, ApiClient } from '../client/api-client.js';
import type { Terminal } from '../terminal.js';
import { acceptedText } from '../text/accepted.text.js';
import type { CommonOptions } from '../verb.js';

export interface DirectoryOptions extends CommonOptions {
  readonly idempotencyKey?: string;
}

export const withKey = (verb: Command): Command =>
  verb.option('--idempotency-key <key>', 'the same key with the same content is done once');

/** Sends a command about people and prints what it left on record, once the directory shows it. */
export async function sendDirectoryCommand(
  terminal: Terminal,
  client: ApiClient,
  {
    path,
    body,
    options,
  }: { readonly path: string; readonly body: object; readonly options: DirectoryOptions },
): Promise<void> {
  const { idempotencyKey, json } = options;
  const accepted = await client.post<Accepted>(
    path,
    body,
    idempotencyKey === undefined ? {} : { idempotencyKey },
  );
  await client.get('/v1/people', { waitFor: accepted.position }).catch(() => null);
  terminal.out(json === true ? JSON.stringify(accepted, null, 2) : acceptedText(accepted, null));
}
