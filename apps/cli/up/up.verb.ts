import { resolve } from 'node:path';
import type { Command } from 'commander';
import { groupVerb } from '../verb.js';
import type { UpOptions } from './up.js';

interface Options {
  readonly pack?: string;
  readonly data?: string;
  readonly port?: string;
}

/**
 * `actum up`: everything on this machine, until Ctrl-C.
 *
 * @param defaultPack folder of the pack that an empty ledger gets in the demo
 */
export function upVerb(defaultPack: string, packs: Pick<UpOptions, 'loadPack' | 'originOf'>): Command {
  return groupVerb('up', 'run database, api and worker on this machine until Ctrl-C; `npm start` does this', [
    'actum up',
    'actum up --pack my-pack --data my-data --port 3001',
  ])
    .option('--pack <folder>', 'load this pack, and no other, into an empty ledger')
    .option('--data <folder>', 'the folder for database, keys and logs; as ACTUM_DATA')
    .option('--port <port>', 'the port to listen on; as PORT')
    .action(async ({ pack, data, port }: Options) => {
      // The database and all that stands on it: loaded when needed, so that other verbs start fast.
      const { up } = await import('./up.js');
      await up({
        environment: {
          ...process.env,
          ...(data === undefined ? {} : { ACTUM_DATA: resolve(data) }),
          ...(port === undefined ? {} : { PORT: port }),
        },
        pack: resolve(pack ?? defaultPack),
        isPackChosen: pack !== undefined,
        ...packs,
        say: (line) => void process.stdout.write(`${line}\n`),
      });
    });
}
