import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { say } from '../progress.mjs';
import { foundLedger } from '../stores/actum.mjs';

const script = fileURLToPath(new URL('../writer.mjs', import.meta.url));

/** The same writers in one process, in two on one ledger, and in two on a ledger each. */
export async function processes({ result, server, keyFile, keys, quick, rounds }) {
  const seconds = quick ? 2 : 3;
  const pool = server.pool(2);
  for (const name of ['bench-p1', 'bench-p2']) await foundLedger(pool, keys, name);
  result.processes = [];
  for (let n = 1; n <= rounds; n++) {
    say(`round ${n}: two processes`);
    const at = (names) => inProcesses(server, keyFile, names, 128, seconds);
    const one = await at(['bench-p1']);
    const same = await at(['bench-p1', 'bench-p1']);
    const apart = await at(['bench-p1', 'bench-p2']);
    result.processes.push({ one, same, apart });
  }
  await pool.end();
}

/** So many processes at once, each with its share of the writers on the ledger named; appends a second in all. */
async function inProcesses(server, keyFile, names, writers, seconds) {
  const each = writers / names.length;
  const rates = await Promise.all(
    names.map((name) => run({ url: server.url, name, keyFile, writers: each, seconds })),
  );
  return rates.reduce((sum, rate) => sum + rate, 0);
}

function run(settings) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [script], {
      env: { ...process.env, BENCH: JSON.stringify(settings) },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let output = '';
    child.stdout.on('data', (chunk) => (output += chunk));
    child.on('close', (code) =>
      code === 0 ? resolve(Number(output)) : reject(new Error('A process of writers failed.')),
    );
  });
}
