import type { Command } from 'commander';
import { eventsOf, type LedgerEventMessage } from '../client/event-stream.js';
import type { Terminal } from '../terminal.js';
import { aNumber, type CommonOptions, clientFor, serverVerb } from '../verb.js';

type Options = CommonOptions & { readonly after?: number; readonly count?: number };

/** `actum tail`: what happens, as it happens. */
export const tailVerb = (terminal: Terminal): Command =>
  serverVerb('tail', 'print what is put on record, as it happens, until Ctrl-C', [
    'actum tail',
    'actum tail --after 0 --count 10',
    'actum tail --after 60 --json',
  ])
    .option('--after <position>', 'begin after this position (default: now)', aNumber)
    .option('--count <number>', 'end after so many', aNumber)
    .action(async ({ after, count = Number.POSITIVE_INFINITY, ...common }: Options) => {
      const client = clientFor(terminal, common);
      let left = count;
      if (left <= 0) return;
      for await (const event of eventsOf(client, after, terminal.interrupted)) {
        terminal.out(common.json === true ? JSON.stringify(event) : eventLine(event));
        left -= 1;
        if (left <= 0) return;
      }
    });

const eventLine = ({ id, time, subject, label, actor, effectiveon }: LedgerEventMessage): string =>
  `${id.padStart(6)}  ${time.slice(0, 19)}Z  ${subject}  ${label}  by ${actor}, effective ${effectiveon}`;
