import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { installIfNeeded, requireNode, root } from './prepare.mjs';

// `npm test`: installs and builds what is needed, then checks and tests everything. The last line is
// `N passed, N failed`; what was skipped counts as failed, since a skipped promise is no promise.
requireNode();
installIfNeeded();

let passed = 0;
let failed = 0;
const count = (isPassed) => (isPassed ? passed++ : failed++);

needProgram(['redis-server', 'valkey-server'], 'redis-server', process.env.REDIS_URL);
needProgram(['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'], 'chromium');
needProgram(['ps'], 'procps');
title('Build');
count(node([join('scripts', 'build.mjs'), '--if-stale']) === 0);
title('Check');
const { check } = await import('./check.mjs');
for (const one of await check()) count(one.passed);
title('Test');
runJest();

console.log(`\n${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;

function runJest() {
  const folder = mkdtempSync(join(tmpdir(), 'actum-jest-'));
  const file = join(folder, 'results.json');
  const jest = join('node_modules', 'jest', 'bin', 'jest.js');
  const flags = ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning'];
  const status = node(
    [...flags, jest, '--json', `--outputFile=${file}`, ...process.argv.slice(2)],
    ['ignore', 2, 2],
  );
  try {
    const results = JSON.parse(readFileSync(file, 'utf8'));
    const failures = results.numFailedTests + results.numPendingTests + results.numTodoTests;
    passed += results.numPassedTests;
    failed += failures + results.numRuntimeErrorTestSuites;
    // Jest also fails for reasons that are no test's, such as a server that is left running.
    if (status !== 0 && failures + results.numRuntimeErrorTestSuites === 0) failed += 1;
  } catch {
    console.log('Jest ended without results.');
    failed += 1;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Installs a program that the tests drive, where it is missing and the system lets us; else the tests say so. */
function needProgram(names, aptPackage, elsewhere) {
  const isThere = () => names.some((name) => shell(`command -v ${name}`, 'ignore') === 0);
  if (elsewhere || isThere()) return;
  title(`Installing ${aptPackage}, which the tests need`);
  const sudo = process.getuid?.() === 0 ? '' : 'sudo -n ';
  const apt = `${sudo}apt-get -y -q --no-install-recommends install ${aptPackage}`;
  shell(`export DEBIAN_FRONTEND=noninteractive; ${apt} || { ${sudo}apt-get -q update && ${apt}; }`, 2);
  if (!isThere())
    console.log(`${names[0]} could not be installed: the tests that need it will fail. Install it by hand.`);
}

function shell(command, output) {
  return spawnSync('sh', ['-c', command], { stdio: ['ignore', output, output] }).status;
}

function node(args, stdio = ['ignore', 'inherit', 'inherit']) {
  return spawnSync(process.execPath, args, { cwd: root, stdio }).status;
}

function title(text) {
  console.log(`\n${text}`);
}
