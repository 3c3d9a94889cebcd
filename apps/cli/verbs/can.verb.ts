import type { Command } from 'commander';
import type { Possibilities } from '#projections';
import type { Terminal } from '../terminal.js';
import { possibilitiesText } from '../text/possibilities.text.js';
import { type CommonOptions, clientFor, print, segment, serverVerb } from '../verb.js';

/** `actum can`: what can be done with an item now, and what keeps the rest from it. */
export const canVerb = (terminal: Terminal): Command =>
  serverVerb('can', 'say what can be done with an item now, and why not the rest', [
    'actum can 11',
    'actum can 11 --as focal-11',
    'actum can maf --as registrar --json',
  ])
    .argument('<item>', 'the item’s id or number')
    .action(async (item: string, options: CommonOptions) => {
      const client = clientFor(terminal, options);
      const possibilities = await client.get<Possibilities>(`/v1/items/${segment(item)}/can`);
      print(terminal, options, possibilities, () => possibilitiesText(possibilities, terminal.width));
    });
