import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Command } from 'commander';
import { ApiClient } from './client/api-client.js';
import { loadPack } from './pack/load-pack.js';
import { readPack } from './pack/pack.js';
import { migrateVerb } from './up/migrate.verb.js';
import { upVerb } from './up/up.verb.js';

function packageRoot(from = dirname(fileURLToPath(import.meta.url))): string {
  return existsSync(join(from, 'package.json')) ? from : packageRoot(dirname(from));
}

const program = new Command('actum');
program.addCommand(
  upVerb(join(packageRoot(), 'packs', 'un-reform'), async (folder, url, signal, say) => {
    const { pack, faults } = await readPack(folder);
    if (pack === null || faults.length > 0) throw new Error(faults.map(({ message }) => message).join('\n'));
    await loadPack(pack, new ApiClient(url, {}, signal), say);
  }),
);
program.addCommand(migrateVerb());
program.parseAsync().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
