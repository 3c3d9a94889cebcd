import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { transformFile } from '@swc/core';
import { root } from './prepare.mjs';

// Compiles apps and libs to dist/apps and dist/libs, and the web app to dist/web. Migrations, packs and
// other data are read from where they lie. With --if-stale, only what has changed since the last build.
const onlyIfStale = process.argv.includes('--if-stale');
const isCompiled = (file) => file.endsWith('.ts') && !/\.(spec|fixture|d)\.ts$/.test(file);

await step(
  'server',
  ['apps', 'libs', '.swcrc', 'scripts/build.mjs', 'package-lock.json'],
  ['apps/web'],
  compile,
);
// The web app takes only types from libs, which leave no trace in it.
await step('web', ['apps/web', 'package-lock.json', 'scripts/build.mjs'], [], buildWeb);

/** Runs one part of the build unless its sources are as they were when it last succeeded. */
async function step(name, sources, except, work) {
  const stamp = join(root, 'dist', `.${name}.stamp`);
  const files = (await Promise.all(sources.map((source) => filesUnder(source, except)))).flat().sort();
  const digest = await digestOf(files);
  const last = existsSync(stamp) ? await readFile(stamp, 'utf8') : '';
  if (onlyIfStale && last === digest) return;
  const began = Date.now();
  try {
    await work(files);
  } catch (error) {
    console.error(`The ${name} could not be built: ${error.message}`);
    process.exit(1);
  }
  await mkdir(dirname(stamp), { recursive: true });
  await writeFile(stamp, digest);
  console.log(`Built the ${name} in ${((Date.now() - began) / 1000).toFixed(1)} s.`);
}

async function compile(files) {
  const sources = files.filter((file) => isCompiled(file));
  const outputs = sources.map((file) => join('dist', file.replace(/\.ts$/, '.js')));
  await Promise.all(sources.map((file, index) => compileFile(file, join(root, outputs[index]))));
  const expected = new Set(outputs.flatMap((file) => [file, `${file}.map`]));
  const present = [...(await filesUnder('dist/apps')), ...(await filesUnder('dist/libs'))];
  await Promise.all(present.filter((file) => !expected.has(file)).map((file) => rm(join(root, file))));
}

async function compileFile(file, output) {
  const { code, map } = await transformFile(join(root, file), {
    cwd: root,
    sourceFileName: relative(dirname(output), join(root, file)),
  });
  await mkdir(dirname(output), { recursive: true });
  await writeWhole(`${output}.map`, map);
  await writeWhole(output, `${code}//# sourceMappingURL=${output.slice(output.lastIndexOf('/') + 1)}.map\n`);
}

/** A process that starts in the meantime reads the old file or the new one. */
async function writeWhole(file, text) {
  await writeFile(`${file}.${process.pid}`, text);
  await rename(`${file}.${process.pid}`, file);
}

async function buildWeb() {
  // Vite redraws its progress on a terminal, whatever its log level, unless it believes itself in CI.
  process.env.CI ??= 'true';
  const { build } = await import('vite');
  await build({
    root: join(root, 'apps', 'web'),
    logLevel: 'warn',
    build: { outDir: join(root, 'dist', 'web'), emptyOutDir: true },
  });
}

async function filesUnder(path, except = []) {
  if (except.includes(path)) return [];
  const found = await stat(join(root, path)).catch(() => null);
  if (found === null) return [];
  if (!found.isDirectory()) return [path];
  const entries = await readdir(join(root, path));
  return (await Promise.all(entries.map((entry) => filesUnder(join(path, entry), except)))).flat();
}

async function digestOf(files) {
  const contents = await Promise.all(files.map((file) => readFile(join(root, file))));
  const hash = createHash('sha256').update(process.versions.node);
  for (const [index, file] of files.entries()) hash.update(`\n${file}\n`).update(contents[index]);
  return hash.digest('hex');
}
