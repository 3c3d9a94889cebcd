#!/usr/bin/env node
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { installIfNeeded, requireNode, root } from './prepare.mjs';

// `actum`: standard output belongs to the command, so what prepares it speaks on standard error only.
requireNode();
const main = join(root, 'dist', 'apps', 'cli', 'main.js');
if (!existsSync(main)) {
  installIfNeeded(console.error);
  const build = spawnSync(process.execPath, [join(root, 'scripts', 'build.mjs')], {
    stdio: ['ignore', 2, 2],
  });
  if (build.status !== 0) process.exit(build.status ?? 1);
}
process.argv[1] = main;
await import(pathToFileURL(main).href);
