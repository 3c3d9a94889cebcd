import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { installIfNeeded, root } from './prepare.mjs';

const CHECKS = [
  {
    name: 'format and lint',
    command: 'biome',
    args: ['check', '--error-on-warnings', '--no-errors-on-unmatched'],
  },
  { name: 'types', command: 'tsc', args: ['-p', 'tsconfig.json'] },
  { name: 'types of the web app', command: 'tsc', args: ['-p', 'apps/web/tsconfig.json'] },
  {
    name: 'layers',
    command: 'depcruise',
    args: ['--config', '.dependency-cruiser.mjs', 'apps', 'libs', 'test'],
  },
];

/** Runs every check, side by side, and shows what the failed ones said. */
export async function check() {
  return await Promise.all(CHECKS.map((one) => runCheck(one)));
}

async function runCheck({ name, command, args }) {
  const began = Date.now();
  const { status, output } = await capture(join(root, 'node_modules', '.bin', command), args);
  const passed = status === 0;
  console.log(`${passed ? 'passed' : 'FAILED'}  ${name} (${((Date.now() - began) / 1000).toFixed(1)} s)`);
  if (!passed) console.log(output);
  return { name, passed };
}

function capture(command, args) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    child.stdout.on('data', (chunk) => (output += chunk));
    child.stderr.on('data', (chunk) => (output += chunk));
    child.on('error', (error) => resolve({ status: 1, output: error.message }));
    child.on('close', (status) => resolve({ status, output }));
  });
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  installIfNeeded();
  const results = await check();
  process.exitCode = results.every(({ passed }) => passed) ? 0 : 1;
}
