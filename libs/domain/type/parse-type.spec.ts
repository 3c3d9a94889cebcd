import { readFileSync } from 'node:fs';
import { parseType } from './parse-type.js';

const packed = (name: string): string =>
  readFileSync(new URL(`../../../packs/un-reform/types/${name}.yaml`, import.meta.url), 'utf8');

describe('a type in YAML', () => {
  it.each(['action-item', 'framework-revision'])('reads the pack’s %s', (name) => {
    const parsed = parseType(packed(name), `${name}.yaml`);
    expect(parsed).toMatchObject({ ok: true, definition: { id: name, version: 1 } });
  });
});
