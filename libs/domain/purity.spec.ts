import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = fileURLToPath(new URL('.', import.meta.url));
const sources = readdirSync(here, { recursive: true, encoding: 'utf8' }).filter(
  (file) => file.endsWith('.ts') && !file.endsWith('.spec.ts'),
);

/** What differs from one machine, moment or run to the next. */
const IMPURE =
  /\b(?:Date|Intl|process|performance|crypto|globalThis|setTimeout|Math\.random|console)\b|\.toLocale|localeCompare/;

describe('the rules', () => {
  it.each(sources)('%s looks at no clock, chance, environment or locale', (file) => {
    const code = readFileSync(join(here, file), 'utf8').replaceAll(/\/\*[\s\S]*?\*\/|\/\/.*/g, '');
    expect(code).not.toMatch(IMPURE);
  });
});
