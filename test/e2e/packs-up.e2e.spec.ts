import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Paper } from '#projections';
import { removeFolder, startActum } from './harness/running-actum.js';

const root = fileURLToPath(new URL('../../', import.meta.url));
let place = '';
beforeAll(async () => {
  place = await mkdtemp(join(tmpdir(), 'actum-packs-up-'));
  const guide = await readFile(join(root, 'docs/packs.md'), 'utf8');
  for (const [, name = '', text = ''] of guide.matchAll(/^```\w+ (\S+\.(?:yaml|csv))\n([\s\S]*?)^```$/gm)) {
    await mkdir(dirname(join(place, name)), { recursive: true });
    await writeFile(join(place, name), text);
  }
});
afterAll(() => rm(place, { recursive: true, force: true }));

const refusedStart = (dataFolder: string, pack: string): Promise<string> =>
  startActum({ dataFolder, args: ['--pack', pack] }).then(
    () => 'It came up.',
    (error: Error) => error.message,
  );

test('a start with a pack of one’s own loads only that; another pack is refused on its data; a copy of the data is a backup', async () => {
  const actum = await startActum({ args: ['--pack', place] });
  const copy = `${actum.dataFolder}-copy`;
  try {
    const plans = await actum.json<readonly { readonly plan: string }[]>('plans');
    expect(plans.map(({ plan }) => plan)).toEqual(['recommendations']);
    const paper = await actum.json<Paper>('paper', 'recommendations');
    await actum.stop();

    const other = await refusedStart(actum.dataFolder, 'packs/un-reform');
    expect(other).toContain('keep another ledger, audit.example.org/recommendations');
    expect(other).toContain('--data FOLDER --port PORT');

    execFileSync('cp', ['-a', actum.dataFolder, copy]);
    await removeFolder(actum.dataFolder);
    const restored = await startActum({ dataFolder: copy, args: ['--pack', place] });
    try {
      expect(restored.output()).toContain('The pack is loaded already');
      const again = await restored.json<Paper>('paper', 'recommendations');
      expect(again.components).toEqual(paper.components);
      expect((await restored.actum('verify')).code).toBe(0);
    } finally {
      await restored.stop();
    }
  } finally {
    await actum.stop();
    await removeFolder(actum.dataFolder);
    await removeFolder(copy);
  }
});
