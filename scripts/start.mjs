import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { installIfNeeded, requireNode, root } from './prepare.mjs';

// `npm start`: everything that a fresh clone needs, then `actum up` in this very process, so that
// Ctrl-C and other signals reach it directly.
requireNode();
installIfNeeded();
const build = spawnSync(process.execPath, [join(root, 'scripts', 'build.mjs'), '--if-stale'], {
  stdio: 'inherit',
});
if (build.status !== 0) process.exit(build.status ?? 1);

process.chdir(root);
const main = join(root, 'dist', 'apps', 'cli', 'main.js');
process.argv.splice(1, 1, main, 'up');
await import(pathToFileURL(main).href);
