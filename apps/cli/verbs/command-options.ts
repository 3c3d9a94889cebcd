import type { Command } from 'commander';
import type { ItemDetail } from '#projections';
import type { Accepted, ApiClient } from '../client/api-client.js';
import type { Terminal } from '../terminal.js';
import { acceptedText } from '../text/accepted.text.js';
import { aNumber, type CommonOptions, segment } from '../verb.js';

export interface CommandOptions extends CommonOptions {
  readonly idempotencyKey?: string;
  readonly ifMatch?: number;
}

export const withCommandOptions = (verb: Command): Command =>
  verb
    .option('--idempotency-key <key>', 'the same key with the same content is done once')
    .option('--if-match <version>', 'only if the item is still at this version', aNumber);

/**
 * Sends a command about an item and prints what became of it. As text it also says how the item stands
 * now, read once the views reflect the command, so that whatever is read next shows it.
 */
export async function sendItemCommand(
  terminal: Terminal,
  client: ApiClient,
  { item, path, body, options }: { item: string; path: string; body: object; options: CommandOptions },
): Promise<void> {
  const { idempotencyKey, ifMatch } = options;
  const accepted = await client.post<Accepted>(path, body, {
    ...(idempotencyKey === undefined ? {} : { idempotencyKey }),
    ...(ifMatch === undefined ? {} : { ifMatch }),
  });
  const detail = await client
    .get<ItemDetail>(`/v1/items/${segment(item)}`, { waitFor: accepted.position })
    .catch(() => null);
  if (options.json === true) terminal.out(JSON.stringify(accepted, null, 2));
  else terminal.out(acceptedText(accepted, detail));
}
