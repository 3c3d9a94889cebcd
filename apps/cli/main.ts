import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ApiClient } from './client/api-client.js';
import { actumProgram, run } from './program.js';
import { processTerminal } from './terminal.js';
import { migrateVerb } from './up/migrate.verb.js';
import { upVerb } from './up/up.verb.js';

function packageRoot(from = dirname(fileURLToPath(import.meta.url))): string {
  return existsSync(join(from, 'package.json')) ? from : packageRoot(dirname(from));
}

// Whoever reads our output may stop reading (`| head`); there is nothing left to say then.
process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1));

const words = process.argv.slice(2);
const interrupt = new AbortController();
// `up` stops what it runs by itself.
if (words[0] !== 'up') process.once('SIGINT', () => interrupt.abort());
const terminal = processTerminal(interrupt.signal);
const up = upVerb(join(packageRoot(), 'packs', 'un-reform'), {
  async originOf(folder) {
    const { checkedPack } = await import('./verbs/checked-pack.js');
    return (await checkedPack(folder, terminal)).head.value.ledger.origin;
  },
  async loadPack(folder, url, signal, say) {
    const { checkedPack } = await import('./verbs/checked-pack.js');
    const { loadPack } = await import('./pack/load-pack.js');
    await loadPack(await checkedPack(folder, terminal), new ApiClient(url, {}, signal), {
      ...{ env: process.env, reason: null, dryRun: false, correctDues: false },
      progress: say,
    });
  },
});
process.exitCode = await run(actumProgram(terminal, [up, migrateVerb()]), words, terminal);
