import type { Command } from 'commander';
import type { Terminal } from '../terminal.js';
import { plainVerb, print } from '../verb.js';

/** `actum check`: validates a pack without a server. */
export const checkVerb = (terminal: Terminal): Command =>
  plainVerb('check', 'check a pack without a server: each fault with its file and line', [
    'actum check packs/un-reform',
  ])
    .argument('<folder>', 'the pack’s folder')
    .action(async (folder: string, options: { readonly json?: true }) => {
      const { checkedPack } = await import('./checked-pack.js');
      const { head, types, people, bodies, plans, items, story } = await checkedPack(
        folder,
        terminal,
        options,
      );
      const counts = {
        types: types.length,
        people: people.length,
        bodies: bodies.length,
        plans: plans.length,
        items: items.length + plans.reduce((sum, plan) => sum + plan.items.length, 0),
        steps: story.length,
      };
      print(terminal, options, { pack: head.value.pack, ...counts }, () => {
        const list = Object.entries(counts).map(([what, count]) => `${what}: ${count}`);
        return `${head.value.pack} is in order: ${list.join(', ')}.`;
      });
    });
