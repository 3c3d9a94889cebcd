import type { Command } from 'commander';
import type { LedgerInfo } from '#projections';
import type { ApiClient } from '../client/api-client.js';
import { eventsOf, type LedgerEventMessage } from '../client/event-stream.js';
import type { Terminal } from '../terminal.js';
import { aNumber, type CommonOptions, clientFor, serverVerb } from '../verb.js';

type Options = CommonOptions & { readonly after?: number; readonly follow?: true };

const shown = 10;

/** `actum tail`: the last entries of the record, and with `--follow` those to come. */
export const tailVerb = (terminal: Terminal): Command =>
  serverVerb('tail', 'print the last entries of the record, one a line', [
    'actum tail',
    'actum tail --follow',
    'actum tail --after 60 --json',
  ])
    .option('--after <position>', `everything after this position (default: the last ${shown})`, aNumber)
    .option('-f, --follow', 'go on as entries are recorded, until Ctrl-C')
    .action(async (options: Options) => {
      const client = clientFor(terminal, options);
      const print = (event: LedgerEventMessage) =>
        terminal.out(options.json === true ? JSON.stringify(event) : eventLine(event));
      let position =
        options.after ?? Math.max(0, (await client.get<LedgerInfo>('/v1/ledger')).position - shown);
      for await (const event of recorded(client, position)) {
        print(event);
        position = Number(event.id);
      }
      if (options.follow === true)
        for await (const event of eventsOf(client, position, terminal.interrupted)) print(event);
    });

async function* recorded(client: ApiClient, after: number): AsyncGenerator<LedgerEventMessage> {
  const limit = 500;
  let position = after;
  for (;;) {
    const page = await client.get<readonly LedgerEventMessage[]>('/v1/events', { after: position, limit });
    yield* page;
    position = Number(page.at(-1)?.id ?? position);
    if (page.length < limit) return;
  }
}

const eventLine = ({ id, time, subject, label, actor, effectiveon }: LedgerEventMessage): string =>
  `${id.padStart(6)}  ${time.slice(0, 19)}Z  ${subject}  ${label}  by ${actor}, effective ${effectiveon}`;
