import { chmodSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { KeyFileError } from '../errors.js';
import { openKeyFile } from './key-file.js';

describe('openKeyFile', () => {
  let folder: string;
  let path: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'actum-keys-'));
    path = join(folder, 'below', 'keys.json');
  });

  afterEach(() => rmSync(folder, { recursive: true }));

  it('makes a file that only its owner can read, and finds the same keys again', () => {
    const keys = openKeyFile(path);
    expect(keys.requestDigestKey).toHaveLength(32);
    expect(keys.wrappingKey).toHaveLength(32);
    expect(keys.wrappingKey).not.toEqual(keys.requestDigestKey);
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(readdirSync(join(folder, 'below'))).toEqual(['keys.json']);
    expect(openKeyFile(path)).toEqual(keys);
  });

  it.each([0o604, 0o620, 0o666])('refuses a file of mode %o', (mode) => {
    openKeyFile(path);
    chmodSync(path, mode);
    expect(() => openKeyFile(path)).toThrow('chmod 600');
  });

  it.each([
    ['no JSON', 'keys'],
    ['another version', '{"version":2}'],
    ['a key too short', '{"version":1,"requestDigestKey":"AAAA","wrappingKey":"AAAA"}'],
  ])('refuses %s, and leaves it as it is', (_what, content) => {
    path = join(folder, 'keys.json');
    writeFileSync(path, content, { mode: 0o600 });
    expect(() => openKeyFile(path)).toThrow(KeyFileError);
    expect(statSync(path).size).toBe(content.length);
  });
});
