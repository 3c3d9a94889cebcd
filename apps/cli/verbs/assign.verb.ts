import type { Command } from 'commander';
import type { Terminal } from '../terminal.js';
import { clientFor, segment, serverVerb } from '../verb.js';
import { type CommandOptions, sendItemCommand, withCommandOptions } from './command-options.js';

/** `actum assign`: who answers for an item, and who stands in. */
export const assignVerb = (terminal: Terminal): Command =>
  withCommandOptions(
    serverVerb('assign', 'say who answers for an item, and who stands in; a registrar does', [
      'actum assign 6 focal-7 --as registrar',
      'actum assign maf development-coordination-office --deputy liaison-dco --as registrar',
    ]),
  )
    .argument('<item>', 'the item’s id or number')
    .argument('<owner>', 'the focal point: a person or a body')
    .option('--deputy <person>', 'the officer-in-charge; nobody where left out')
    .action(async (item: string, owner: string, options: CommandOptions & { readonly deputy?: string }) => {
      const path = `/v1/items/${segment(item)}/assignment`;
      const body = { owner, deputy: options.deputy };
      await sendItemCommand(terminal, clientFor(terminal, options), { item, path, body, options });
    });
