import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { lockDataFolder, openDataFolder } from './data-folder.js';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'actum-folder-'));
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

test('only one holds a data folder, and says to the next who and where it is', async () => {
  const lock = await lockDataFolder(folder, 'process 7, at http://127.0.0.1:3000');
  await expect(lockDataFolder(folder, 'another')).rejects.toThrow(
    `Actum is already running on the data in ${folder}: process 7, at http://127.0.0.1:3000`,
  );
  await lock.release();
  await (await lockDataFolder(folder, 'another')).release();
});

test('a folder with a path too long for a socket is held all the same', async () => {
  const deep = join(folder, 'a-long-name-'.repeat(9));
  mkdirSync(deep);
  const lock = await lockDataFolder(deep, 'first');
  await expect(lockDataFolder(deep, 'second')).rejects.toThrow('already running');
  await lock.release();
});

test('what a killed holder left behind is in nobody’s way', async () => {
  writeFileSync(join(folder, 'up.sock'), '');
  await (await lockDataFolder(folder, 'next')).release();
});

test('a folder that cannot be made is refused with the variable to set', () => {
  writeFileSync(join(folder, 'file'), '');
  expect(() => openDataFolder(join(folder, 'file', 'data'))).toThrow(/cannot be written.*ACTUM_DATA/);
});
