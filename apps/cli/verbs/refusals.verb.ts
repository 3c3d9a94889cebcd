import type { Command } from 'commander';
import type { RefusedAttempt } from '#application';
import type { Terminal } from '../terminal.js';
import { table } from '../text/table.js';
import { aNumber, type CommonOptions, clientFor, print, serverVerb } from '../verb.js';

/** `actum refusals`: what the rules turned down, for auditors. */
export const refusalsVerb = (terminal: Terminal): Command =>
  serverVerb('refusals', 'list commands that the rules turned down; for auditors', [
    'actum refusals --as auditor',
    'actum refusals --as auditor --limit 5 --json',
  ])
    .option('--limit <number>', 'so many at most, newest first', aNumber)
    .action(async (options: CommonOptions & { readonly limit?: number }) => {
      const { attempts } = await clientFor(terminal, options).get<{
        readonly attempts: readonly RefusedAttempt[];
      }>('/v1/refusals', { limit: options.limit });
      print(terminal, options, attempts, () => {
        if (attempts.length === 0) return 'Nothing was refused.';
        return table(
          ['at', 'who', 'command', 'about', 'refused because'].map((title) => ({ title })),
          attempts.map(({ at, actor, command, target, refusals }) => [
            at.slice(0, 19),
            actor,
            command,
            target ?? '–',
            refusals.map(({ code, message }) => `${message} (${code})`).join(' '),
          ]),
          terminal.width,
        );
      });
    });
