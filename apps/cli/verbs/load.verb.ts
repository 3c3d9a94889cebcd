import type { Command } from 'commander';
import { CliError, exitCode } from '../exit-code.js';
import type { Terminal } from '../terminal.js';
import { clientFor, plainVerb, print } from '../verb.js';

/** `actum load`: a pack's commands, sent in order. */
export const loadVerb = (terminal: Terminal): Command =>
  plainVerb('load', 'load a pack into a demo’s ledger; what was loaded before changes nothing', [
    'actum load packs/un-reform',
  ])
    .argument('<folder>', 'the pack’s folder')
    .action(async (folder: string, options: { readonly json?: true }) => {
      // Reading packs takes the rules and the ledger's ids: loaded when needed, so that other verbs start fast.
      const { checkedPack } = await import('./checked-pack.js');
      const { loadPack } = await import('../pack/load-pack.js');
      const pack = await checkedPack(folder, terminal);
      const client = clientFor(terminal);
      const { demo } = await client.get<{ readonly demo: boolean }>('/v1/ledger');
      if (!demo)
        throw new CliError(
          exitCode.notAllowed,
          'A pack acts as many people, so it is loaded in demo mode only (ACTUM_DEMO=on).',
        );
      terminal.err(`Loading ${pack.head.value.title} …`);
      const loaded = await loadPack(pack, client, terminal.err);
      print(terminal, options, loaded, () =>
        loaded.accepted === 0
          ? `All ${loaded.repeated} commands were on record already: nothing changed.`
          : `${loaded.accepted} commands put on record, ${loaded.repeated} were there already; position ${loaded.position}.`,
      );
    });
