import { resolve } from 'node:path';
import { Command } from 'commander';
import type { UpOptions } from './up.js';

/**
 * `actum up`: everything on this machine, until Ctrl-C.
 *
 * @param defaultPack folder of the pack that an empty ledger gets in the demo
 */
export function upVerb(defaultPack: string, loadPack: UpOptions['loadPack']): Command {
  return new Command('up')
    .description('run database, api and worker on this machine until Ctrl-C; `npm start` does this')
    .option('--pack <folder>', 'what the demo loads into an empty ledger', defaultPack)
    .action(async ({ pack }: { pack: string }) => {
      // The database and all that stands on it: loaded when needed, so that other verbs start fast.
      const { up } = await import('./up.js');
      await up({
        environment: process.env,
        pack: resolve(pack),
        loadPack,
        say: (line) => void process.stdout.write(`${line}\n`),
      });
    });
}
