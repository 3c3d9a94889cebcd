import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { readServerConfiguration, VARIABLES } from '#application';

const root = resolve(import.meta.dirname, '..');
const source = readFileSync(join(root, 'docker-compose.yml'), 'utf8');

const service = z.object({
  image: z.string(),
  command: z.union([z.string(), z.array(z.string())]).optional(),
  environment: z.record(z.string(), z.string()).default({}),
  volumes: z.array(z.string()).default([]),
  depends_on: z.union([z.array(z.string()), z.record(z.string(), z.unknown())]).default([]),
});
const compose = z
  .object({
    services: z.record(z.string(), z.looseObject(service.shape)),
    volumes: z.record(z.string(), z.null()),
  })
  .parse(parse(source, { merge: true }));

const ours = Object.entries(compose.services).filter(([, { image }]) => image === 'actum');

/** What Compose puts in the place of `${NAME:?}`; any text long enough for a secret will do. */
function filledIn(environment: Readonly<Record<string, string>>): Record<string, string> {
  const fill = (text: string) => text.replace(/\$\{[A-Z_]+:\?\}/g, 'a-secret-of-some-length');
  return Object.fromEntries(Object.entries(environment).map(([name, value]) => [name, fill(value)]));
}

test('the services are those of the design', () => {
  expect(Object.keys(compose.services).sort()).toEqual([
    'api',
    'front',
    'mail',
    'migrate',
    'postgres',
    'redis',
    'worker',
  ]);
  expect(ours.map(([name]) => name)).toEqual(['api', 'worker', 'migrate']);
});

test.each(ours)(
  '%s is configured by variables that exist, with values that are valid',
  (_, { environment }) => {
    expect(Object.keys(VARIABLES)).toEqual(expect.arrayContaining(Object.keys(environment)));
    expect(() => readServerConfiguration(filledIn(environment))).not.toThrow();
  },
);

test('only the migration has the password of the schema’s owner', () => {
  const knowing = ours.filter(([, { environment }]) => 'DATABASE_MIGRATION_URL' in environment);
  expect(knowing.map(([name]) => name)).toEqual(['migrate']);
});

test.each(['api', 'worker'])('%s can be scaled: no name and no port of its own', (name) => {
  const keys = Object.keys(compose.services[name] ?? {});
  expect(keys).toContain('command');
  expect(keys).not.toContain('container_name');
  expect(keys).not.toContain('ports');
});

test('what services refer to exists', () => {
  for (const { depends_on, volumes } of Object.values(compose.services)) {
    const others = Array.isArray(depends_on) ? depends_on : Object.keys(depends_on);
    expect(Object.keys(compose.services)).toEqual(expect.arrayContaining(others));
    expect(Object.keys(compose.volumes)).toEqual(
      expect.arrayContaining(volumes.map((one) => one.split(':')[0])),
    );
  }
});

test('the guide explains every variable that an operator must set', () => {
  const guide = readFileSync(join(root, 'docs/operations.md'), 'utf8');
  for (const [, name] of source.matchAll(/\$\{([A-Z_]+):\?\}/g)) expect(guide).toContain(`\`${name}\``);
});
