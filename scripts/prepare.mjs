import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The project's own folder. */
export const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** Ends the process where Node is too old, before anything can fail in a way that does not say so. */
export function requireNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  const fits = (major === 20 && minor >= 19) || (major === 22 && minor >= 12) || major >= 24;
  if (fits) return;
  console.error(
    `Actum needs Node 20.19 or newer, 22.12 or newer, or 24 or newer. This is Node ${process.versions.node}.`,
  );
  process.exit(1);
}

/**
 * Installs the packages that package-lock.json names unless they are there.
 *
 * @param say takes each line of progress
 */
export function installIfNeeded(say = console.log) {
  if (isInstalled()) return;
  say('Installing packages, which takes a minute the first time …');
  const npm = process.env.npm_execpath;
  const command = npm?.endsWith('.js') ? [process.execPath, npm] : ['npm'];
  const args = [...command.slice(1), 'ci', '--include=dev', '--loglevel=error', '--no-progress'];
  const { status, error } = spawnSync(command[0], args, { cwd: root, stdio: ['ignore', 2, 2] });
  if (status === 0) return;
  console.error(
    `The packages could not be installed${error ? ` (${error.message})` : ''}: npm says why above.`,
  );
  process.exit(1);
}

/** Every package that must be there is there, in the version that the lock file names. */
function isInstalled() {
  const wanted = packagesIn(join(root, 'package-lock.json'));
  const present = packagesIn(join(root, 'node_modules', '.package-lock.json'));
  if (present === null) return false;
  return Object.entries(wanted ?? {}).every(
    ([path, { version, optional, devOptional }]) =>
      path === '' || present[path]?.version === version || optional || devOptional,
  );
}

function packagesIn(file) {
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')).packages : null;
}
