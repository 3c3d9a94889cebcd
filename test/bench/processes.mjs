import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const script = fileURLToPath(new URL('./writer.mjs', import.meta.url));

/** So many processes at once, each with its share of the writers on the ledger named; appends a second in all. */
export async function inProcesses(server, keyFile, names, writers, seconds) {
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
