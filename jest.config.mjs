import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { availableParallelism } from 'node:os';

// Jest runs ES modules only in a Node started with this flag, and whoever types `npx jest` has not set it.
if (!process.execArgv.includes('--experimental-vm-modules')) {
  const flags = ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning'];
  const jest = spawn(process.execPath, [...flags, ...process.argv.slice(1)], { stdio: 'inherit' });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => jest.kill(signal));
  const [code] = await once(jest, 'exit');
  process.exit(code ?? 1);
}

const common = {
  testEnvironment: 'node',
  extensionsToTreatAsEsm: ['.ts', '.tsx'],
  transform: {
    '^.+\\.tsx?$': [
      '@swc/jest',
      {
        swcrc: false,
        jsc: {
          parser: { syntax: 'typescript', decorators: true, tsx: true },
          transform: { legacyDecorator: true, decoratorMetadata: true, react: { runtime: 'automatic' } },
          target: 'es2023',
          keepClassNames: true,
        },
        module: { type: 'es6' },
        sourceMaps: 'inline',
      },
    ],
  },
  moduleNameMapper: {
    '^#([a-z]+)$': '<rootDir>/libs/$1/index.ts',
    '^(\\.{1,2}/.*)\\.js$': '$1',
  },
  modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/.actum/'],
  testPathIgnorePatterns: ['/node_modules/'],
};

const servers = {
  globalSetup: '<rootDir>/libs/testing/global-setup.mjs',
  globalTeardown: '<rootDir>/libs/testing/global-teardown.mjs',
};

const isLong = process.argv.includes('long');
if (isLong) process.env.FAULTS_LONG ??= 'on';

/** Specs of rules need nothing but Node; the others share one Postgres and one Redis, started for the run. */
export default {
  maxWorkers: Math.max(2, availableParallelism()),
  testTimeout: 60_000,
  projects: [
    {
      ...common,
      displayName: 'rules',
      testMatch: ['<rootDir>/{apps,libs,packs,scripts,test}/**/*.spec.{ts,tsx}'],
      testPathIgnorePatterns: ['/node_modules/', '\\.int\\.spec\\.ts$', '\\.e2e\\.spec\\.ts$'],
    },
    {
      ...common,
      displayName: 'whole',
      testMatch: ['<rootDir>/{apps,libs,test}/**/*.{int,e2e}.spec.ts'],
      ...servers,
    },
    // `npm run test:long`: what takes too long for every run, and the faults at their full length.
    ...(isLong
      ? [
          {
            ...common,
            ...servers,
            displayName: 'long',
            testMatch: ['<rootDir>/test/long/**/*.long.ts', '<rootDir>/test/faults/**/*.spec.ts'],
          },
        ]
      : []),
  ],
};
