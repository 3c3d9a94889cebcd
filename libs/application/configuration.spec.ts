import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import {
  ConfigurationError,
  readConfiguration,
  readServerConfiguration,
  VARIABLES,
} from './configuration.js';

function problemsOf(environment: Record<string, string>): readonly string[] {
  try {
    readConfiguration(environment);
    return [];
  } catch (error) {
    if (error instanceof ConfigurationError) return error.problems;
    throw error;
  }
}

test('an empty environment gives the defaults of the demo on one machine', () => {
  expect(readConfiguration({ PATH: '/bin', ACTUM_SMTP_URL: '' })).toEqual({
    databaseUrl: null,
    databaseMigrationUrl: null,
    databaseReplicaUrl: null,
    redisUrl: null,
    port: 3000,
    host: '127.0.0.1',
    dataFolder: resolve('.actum'),
    demo: false,
    ledger: 'main',
    keyFile: resolve('.actum/keys.json'),
    foundingToken: null,
    smtpUrl: null,
    mailFrom: 'actum@localhost',
    metricsPort: null,
    publicUrl: 'http://127.0.0.1:3000',
    logLevel: 'info',
    url: 'http://127.0.0.1:3000',
    token: null,
  });
});

test('what depends on another variable follows it', () => {
  const read = readConfiguration({
    PORT: '4100',
    ACTUM_HOST: '::1',
    ACTUM_DATA: '/srv/actum',
    ACTUM_URL: 'http://a/',
  });
  expect(read).toMatchObject({
    port: 4100,
    publicUrl: 'http://[::1]:4100',
    url: 'http://a',
    keyFile: join('/srv/actum', 'keys.json'),
  });
});

test('an unknown ACTUM_ variable is named, with the nearest right name', () => {
  expect(problemsOf({ ACTUM_LEGER: 'main', ACTUM_MAILFROM: 'a@b', ACTUM_SECRET_PASSPHRASE: 'x' })).toEqual([
    'ACTUM_LEGER is not known; did you mean ACTUM_LEDGER?',
    'ACTUM_MAILFROM is not known; did you mean ACTUM_MAIL_FROM?',
    'ACTUM_SECRET_PASSPHRASE is not known.',
  ]);
});

test.each([
  ['PORT', 'web', 'PORT must be a port number.'],
  ['PORT', '70000', 'PORT must be at most 65535.'],
  ['PORT', '80.5', 'PORT must be a whole number.'],
  [
    'DATABASE_URL',
    'mysql://h/d',
    'DATABASE_URL must be an address that begins with postgres:// or postgresql://.',
  ],
  ['REDIS_URL', 'localhost:6379', 'REDIS_URL must be an address that begins with redis:// or rediss://.'],
  ['ACTUM_SMTP_URL', 'mail', 'ACTUM_SMTP_URL must be an address that begins with smtp:// or smtps://.'],
  [
    'ACTUM_PUBLIC_URL',
    'plan.example',
    'ACTUM_PUBLIC_URL must be an address that begins with http:// or https://.',
  ],
  ['ACTUM_HOST', 'plan.example', 'ACTUM_HOST must be an IP address or localhost.'],
  [
    'ACTUM_LEDGER',
    'Main',
    'ACTUM_LEDGER must begin with a small letter or a digit, then small letters, digits, ".", "_" or "-", 63 at most.',
  ],
  ['ACTUM_DEMO', 'yes', 'ACTUM_DEMO must be on or off.'],
  ['ACTUM_LOG_LEVEL', 'loud', 'ACTUM_LOG_LEVEL must be trace, debug, info, warn, error, fatal or silent.'],
  ['ACTUM_FOUNDING_TOKEN', 'short', 'ACTUM_FOUNDING_TOKEN must have at least 16 characters.'],
  ['ACTUM_MAIL_FROM', 'nobody', 'ACTUM_MAIL_FROM must be a mail address.'],
])('%s=%s is refused', (name, value, problem) => {
  expect(problemsOf({ [name]: value })).toEqual([problem]);
});

test('every problem is told at once', () => {
  expect(problemsOf({ PORT: '-1', ACTUM_DEMO: 'yes', ACTUM_COLOUR: 'red' })).toHaveLength(3);
});

test('the demo, where anybody acts as anybody, is not served to other machines', () => {
  expect(problemsOf({ ACTUM_DEMO: 'on', ACTUM_HOST: '0.0.0.0' })).toEqual([
    expect.stringContaining('ACTUM_HOST'),
  ]);
  expect(problemsOf({ ACTUM_DEMO: 'on', ACTUM_HOST: 'localhost' })).toEqual([]);
});

test('api and worker need a database', () => {
  expect(() => readServerConfiguration({})).toThrow(/DATABASE_URL is missing/);
});

test('the guide explains exactly the variables that there are', () => {
  const guide = readFileSync(join(import.meta.dirname, '../../docs/configuration.md'), 'utf8');
  const explained = [...guide.matchAll(/^\| `([A-Z_]+)` \|/gm)].map(([, name]) => name);
  expect(explained).toEqual(Object.keys(VARIABLES));
});
