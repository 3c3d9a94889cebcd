import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '..');
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'actum-layers-'));
  const dependencies = { zod: '1', rxjs: '1' };
  const devDependencies = { jest: '1' };
  const imports = { '#*': './libs/*/index.ts' };
  write('package.json', JSON.stringify({ type: 'module', imports, dependencies, devDependencies }));
  for (const name of ['zod', 'rxjs', 'jest']) {
    write(`node_modules/${name}/package.json`, JSON.stringify({ name, version: '1.0.0', main: 'index.js' }));
    write(`node_modules/${name}/index.js`, 'exports.z = {};');
  }
  write('tsconfig.json', JSON.stringify({ compilerOptions: { module: 'nodenext' } }));
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

function write(file: string, text: string): void {
  mkdirSync(dirname(join(folder, file)), { recursive: true });
  writeFileSync(join(folder, file), text);
}

/** Each broken rule with the file that breaks it, over a small house of the given files. */
function violations(files: Readonly<Record<string, string>>): string[] {
  for (const [file, text] of Object.entries(files)) write(file, text);
  const { stdout } = spawnSync(
    join(root, 'node_modules/.bin/depcruise'),
    ['--config', join(root, '.dependency-cruiser.mjs'), '--output-type', 'json', '.'],
    { cwd: folder, encoding: 'utf8' },
  );
  const report: { summary: { violations: { rule: { name: string }; from: string }[] } } = JSON.parse(stdout);
  return report.summary.violations.map(({ rule, from }) => `${rule.name}: ${from}`).sort();
}

test('a house in order has no violations', () => {
  const files = {
    'libs/domain/index.ts': "export * from './rule.js';",
    'libs/domain/rule.ts': "import { z } from 'zod';\nexport const rule = z.string();",
    'libs/domain/rule.spec.ts': "import 'node:fs';\nimport '#testing';\nimport './rule.js';",
    'libs/testing/index.ts': 'export const wait = 1;',
    'libs/ledger/index.ts': "import { rule } from '#domain';\nexport const ledger = rule;",
    'apps/api/main.ts': "import '#ledger';",
    'apps/web/main.tsx': "import type { rule } from '#domain';\nexport type Rule = typeof rule;",
  };
  expect(violations(files)).toEqual([]);
});

test('every rule catches what breaks it', () => {
  const files = {
    'libs/domain/index.ts': "import 'node:fs';\nimport 'rxjs';\nexport const index = 1;",
    'libs/ledger/index.ts': "import '#projections';\nexport const ledger = 1;",
    'libs/projections/index.ts': "import '../domain/inner.js';\nexport const projections = 1;",
    'libs/domain/inner.ts': 'export const inner = 1;',
    'libs/reminders/index.ts': "import '#reactions';\nimport '#testing';\nimport 'jest';",
    'libs/reactions/index.ts': "import '../../apps/api/main.js';",
    'libs/database/index.ts': "import './one.js';",
    'libs/database/one.ts': "import './two.js';",
    'libs/database/two.ts': "import './one.js';",
    'libs/testing/index.ts': 'export const wait = 1;',
    'apps/api/main.ts':
      "import '../worker/main.js';\nimport '../../libs/domain/inner.js';\nimport './absent.js';",
    'apps/worker/main.ts': 'export const worker = 1;',
    'apps/web/main.tsx': "import { index } from '#domain';\nexport const used = index;",
  };
  expect(violations(files)).toEqual([
    'apps-apart: apps/api/main.ts',
    'apps-on-top: libs/reactions/index.ts',
    'domain-is-pure: libs/domain/index.ts',
    'domain-is-pure: libs/domain/index.ts',
    'layer-ledger: libs/ledger/index.ts',
    'layer-reminders: libs/reminders/index.ts',
    'libs-through-index-from-outside: apps/api/main.ts',
    'libs-through-index: libs/projections/index.ts',
    'no-cycles: libs/database/one.ts',
    'production-dependencies: libs/reminders/index.ts',
    'resolvable: apps/api/main.ts',
    'testing-in-tests: libs/reminders/index.ts',
    'web-takes-types-only: apps/web/main.tsx',
  ]);
});
