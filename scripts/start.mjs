import { spawnSync } from 'node:child_process';
import { join, resolve } from 'node:path';
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

// Folders are meant from where the command was given, which npm leaves for the project's own folder.
const from = process.env.INIT_CWD ?? process.cwd();
process.argv = process.argv.map((word, index, words) => {
  if (/^--(?:pack|data)$/.test(words[index - 1] ?? '')) return resolve(from, word);
  const [, option, folder] = /^(--(?:pack|data))=(.+)$/.exec(word) ?? [];
  return folder === undefined ? word : `${option}=${resolve(from, folder)}`;
});
process.chdir(root);
const main = join(root, 'dist', 'apps', 'cli', 'main.js');
process.argv.splice(1, 1, main, 'up');
await import(pathToFileURL(main).href);
