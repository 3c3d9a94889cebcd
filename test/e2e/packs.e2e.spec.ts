import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ItemDetail, ItemHistory, Paper } from '#projections';
import { RunningApi } from './harness/running-api.js';

const root = fileURLToPath(new URL('../../', import.meta.url));
const guide = await readFile(join(root, 'docs/packs.md'), 'utf8');

/** Fenced blocks of the guide by what stands behind the language: a file's name, or what the block is for. */
const blocks = new Map(
  [...guide.matchAll(/^```\w+ (\S+)\n([\s\S]*?)^```$/gm)].map(
    ([, name = '', text = '']) => [name, text] as const,
  ),
);
const block = (name: string): string => {
  const text = blocks.get(name);
  if (text === undefined) throw new Error(`docs/packs.md has no block “${name}”.`);
  return text;
};

interface Outcome {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** One `actum` command as another process, from the folder that the pack's folder `audit` lies in. */
async function actum(cwd: string, env: NodeJS.ProcessEnv, args: readonly string[]): Promise<Outcome> {
  const child = spawn(process.execPath, [join(root, 'dist/apps/cli/main.js'), ...args], {
    cwd,
    env: { PATH: process.env.PATH, NO_COLOR: '1', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const read = async (stream: NodeJS.ReadableStream): Promise<string> => {
    let text = '';
    for await (const chunk of stream.setEncoding('utf8')) text += String(chunk);
    return text;
  };
  const [stdout, stderr] = await Promise.all([read(child.stdout), read(child.stderr), once(child, 'close')]);
  return { code: child.exitCode, stdout, stderr };
}

/** The words of a command line of the guide. */
const wordsOf = (line: string): readonly string[] =>
  [...line.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, bare]) => quoted ?? bare ?? '');

async function writeGuidePack(folder: string): Promise<void> {
  for (const [name, text] of blocks) {
    if (!/\.(?:ya?ml|csv)$/.test(name)) continue;
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), text);
  }
}

let place = '';
beforeAll(async () => {
  place = await mkdtemp(join(tmpdir(), 'actum-packs-'));
  await writeGuidePack(join(place, 'audit'));
});
afterAll(() => rm(place, { recursive: true, force: true }));

const edit = async (
  file: string,
  ...changes: readonly (readonly [string | RegExp, string])[]
): Promise<void> => {
  const path = join(place, 'audit', file);
  let text = await readFile(path, 'utf8');
  for (const [from, to] of changes) {
    if (typeof from === 'string' && !text.includes(from)) throw new Error(`${file} has no "${from}"`);
    text = text.replace(from, to);
  }
  await writeFile(path, text);
};

describe('the pack of docs/packs.md, by the documentation alone', () => {
  let running: RunningApi;
  const run = (...args: readonly string[]): Promise<Outcome> =>
    actum(place, { ACTUM_URL: running.url }, args);
  const json = async <T>(...args: readonly string[]): Promise<T> => {
    const { code, stdout, stderr } = await run(...args, '--json');
    if (code !== 0) throw new Error(`actum ${args.join(' ')} exited with ${code}: ${stderr}`);
    return JSON.parse(stdout) as T;
  };
  const rows = async (): Promise<readonly string[]> => {
    const paper = await json<Paper>('paper', 'recommendations');
    return paper.components.flatMap(({ title, rows: printed }) => [
      title,
      ...printed.map(({ number, text, dueText, status }) =>
        [number, text.replaceAll(/\s+/g, ' '), dueText, status].join(' | '),
      ),
    ]);
  };

  beforeAll(async () => {
    running = await RunningApi.start();
  });
  afterAll(() => running.stop());

  test('is in order, and loads', async () => {
    const [check = ''] = block('check').trim().split('\n');
    expect(await run(...wordsOf(check).slice(1))).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('in order'),
    });
    expect(await run('load', 'audit')).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('put on record'),
    });
    expect(await run('load', 'audit')).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('nothing changed'),
    });
  });

  test('is worked with as the guide does, the same person refused', async () => {
    for (const line of block('session').trim().split('\n')) {
      const [command = '', remark = ''] = line.split(/\s+# /);
      const { code, stderr } = await run(...wordsOf(command).slice(1));
      expect([line, code, remark === 'refused' ? stderr : '']).toEqual([
        line,
        remark === 'refused' ? 3 : 0,
        remark === 'refused' ? expect.stringContaining('ITEM.NOT_SEPARATE') : '',
      ]);
    }
  });

  test('prints the paper that the guide prints', async () => {
    expect(await rows()).toEqual(block('paper').trim().split('\n'));
    const payroll = await json<ItemDetail>('show', '2019/07-R4');
    expect(payroll).toMatchObject({
      dueText: 'When the new one runs',
      dueLatest: '2021-12-31',
      fields: [
        { name: 'risk', title: 'Risk rating', value: 'Low' },
        { name: 'office', title: 'Office audited', value: 'Headquarters' },
      ],
    });
    expect(await json<ItemDetail>('show', '2019/07-R5')).toMatchObject({ dueLatest: null, overdue: false });
    expect((await json<ItemHistory>('history', '2018/01-R1')).entries.at(-1)?.sentence).toContain(
      'Implementation verified',
    );
  });

  test('changed, it shows its differences, puts them on record for a reason, and deletes nothing', async () => {
    await edit(
      'items.csv',
      ['Retire the old payroll server', 'Retire the old payroll servers'],
      [
        '2019/07-R5,Staff',
        '2019/07-R4b,IT,"=Check ""formulas""",Low,Q2 2022,,Noël D’Arcy,Nairobi\n2019/07-R5,Staff',
      ],
      ['By mid-2019', 'By end 2019'],
      ['High,By end of Audit cycle 2020,,Noël D’Arcy', 'High,By end of Audit cycle 2020,,Head of Finance'],
    );
    await edit('people.yaml', [
      /- \{ id: approver.*\n/,
      '- { id: deputy-approver, name: Acting, roles: [{ role: approver }] }\n',
    ]);
    const dry = await run('load', 'audit', '--dry-run');
    expect(dry).toMatchObject({ code: 0 });
    for (const said of [
      'new      person deputy-approver',
      'new      item 2019/07-R4b of plan recommendations',
      'changed  item 2019/07-R4: the title “Retire the old payroll server” is corrected to “Retire the old payroll servers”',
      'stays    item 2018/01-R2: it stays due “By mid-2019”, not “By end 2019”',
      'changed  item 2019/07-R3: assigned to head-of-finance',
      'stays    person approver is not in the pack, and stays on record',
    ])
      expect(dry.stdout).toContain(said);
    const before = await rows();
    expect(await run('load', 'audit')).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('--reason'),
    });
    expect(await rows()).toEqual(before);

    expect(await run('load', 'audit', '--reason', 'Audit 2021/03')).toMatchObject({ code: 0 });
    const after = await rows();
    expect(after).toContain('2019/07-R4b | =Check "formulas" | Q2 2022 | Not started');
    expect(after.indexOf('2019/07-R4b | =Check "formulas" | Q2 2022 | Not started')).toBe(
      after.findIndex((row) => row.startsWith('2019/07-R4 |')) + 1,
    );
    expect(after).toContain(
      '2019/07-R4 | Retire the old payroll servers | When the new one runs | Not started',
    );
    expect(after.some((row) => row.includes('By end 2019'))).toBe(false);
    const { entries } = await json<ItemHistory>('history', '2019/07-R4');
    expect(entries.at(-1)).toMatchObject({ reason: 'Audit 2021/03' });
    expect((await run('load', 'audit', '--reason', 'Again')).stdout).toContain('nothing changed');
    expect(await run('load', 'audit', '--reason', 'The pack was wrong', '--correct-dues')).toMatchObject({
      code: 0,
    });
    expect(await rows()).toContain(
      '2018/01-R2 | Rotate the members of the tender committee | By end 2019 | Risk accepted',
    );
  });

  test('items go to a new version of their type, with a reason', async () => {
    await run('advance', '2019/07-R3', 'start', '--as', 'head-of-finance');
    await edit(
      'types/recommendation.yaml',
      ['version: 1', 'version: 2'],
      [/\bin_progress\b/g, 'under_way'],
      ['title: In progress, begun', 'title: Under way, begun'],
      ['under_way: In progress', 'under_way: Under way'],
      [/$/, 'migrates: { states: { in_progress: under_way } }\n'],
    );
    expect(await run('load', 'audit', '--reason', 'New wording')).toMatchObject({ code: 0 });
    const dry = await json<{ items: readonly object[]; upToDate: number }>(
      ...['migrate-items', 'recommendation', '--dry-run', '--as', 'secretary'],
    );
    expect(dry).toMatchObject({ upToDate: 0, refused: 0 });
    expect(dry.items).toContainEqual(
      expect.objectContaining({ number: '2019/07-R3', from: 'in_progress', to: 'under_way' }),
    );
    expect(await rows()).toContainEqual(expect.stringMatching(/^2019\/07-R3 .* In progress$/));
    expect(await run('migrate-items', 'recommendation', '--as', 'secretary')).toMatchObject({ code: 2 });
    expect(
      await run('migrate-items', 'recommendation', '--reason', 'New wording', '--as', 'head-of-it'),
    ).toMatchObject({ code: 3 });
    expect(
      await run('migrate-items', 'recommendation', '--reason', 'New wording', '--as', 'secretary'),
    ).toMatchObject({ code: 0 });
    expect(await rows()).toContainEqual(expect.stringMatching(/^2019\/07-R3 .* Under way$/));
    expect((await json<ItemHistory>('history', '2019/07-R3')).entries.at(-1)).toMatchObject({
      type: 'ItemMigrated',
      reason: 'New wording',
      sentence: expect.stringContaining('Put on version 2 of its type, from version 1'),
    });
    expect(
      await run('advance', '2019/07-R3', 'implement', '--as', 'head-of-finance', '--evidence', 'Minutes'),
    ).toMatchObject({ code: 0 });
  });
});

test('400 recommendations load, are worked with, and print, also where the loading was interrupted', async () => {
  const folder = join(place, 'many');
  await writeGuidePack(folder);
  const [header = ''] = block('items.csv').split('\n');
  const dues = [
    '1st Quarter, 2018',
    'Q3 2021',
    'by 2021',
    'end of June 2022',
    '2022–23',
    '12 March 2021',
    'As resources allow',
  ];
  const areas = ['Procurement', 'IT', 'Staff'];
  const people = ['Head of Finance', 'Noël D’Arcy', 'Head of Human Resources'];
  const risks = ['High', 'Medium', 'Low'];
  const of = (list: readonly string[], index: number): string => list[index % list.length] ?? '';
  const lines = Array.from({ length: 400 }, (_, index) => {
    const text = `Recommendation ${index + 1}: “${'strengthen the control of purchases, travel and payroll; '.repeat(8)}”`;
    const year = 2015 + Math.floor(index / 80);
    const cells = [
      `${year}/${(index % 80) + 1}-R`,
      of(areas, index),
      `"${text}"`,
      of(risks, index),
      `"${of(dues, index)}"`,
    ];
    return [...cells, '', of(people, index), 'Headquarters'].join(',');
  });
  await writeFile(join(folder, 'items.csv'), `\uFEFF${[header, ...lines].join('\r\n')}\r\n`);
  await writeFile(join(folder, 'story.yaml'), '[]\n');
  const running = await RunningApi.start();
  try {
    const run = (...args: readonly string[]): Promise<Outcome> =>
      actum(place, { ACTUM_URL: running.url }, args);
    await interruptedLoad(folder, running.url);
    const began = Date.now();
    const loaded = await run('load', 'many', '--json');
    const seconds = (Date.now() - began) / 1000;
    expect(loaded).toMatchObject({ code: 0 });
    console.log(`400 recommendations loaded in ${seconds.toFixed(1)} s`);
    expect(await run('load', 'many')).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('nothing changed'),
    });
    expect(await run('advance', '2016/7-R', 'start', '--as', 'head-of-hr')).toMatchObject({ code: 0 });
    const paper = JSON.parse((await run('paper', 'recommendations', '--json')).stdout) as Paper;
    const printed = paper.components.flatMap(({ rows }) => rows);
    expect(printed).toHaveLength(400);
    expect(printed.find(({ number }) => number === '2016/7-R')?.status).toBe('In progress');
  } finally {
    await running.stop();
  }
});

/** Ctrl-C as soon as the first group is told. */
async function interruptedLoad(folder: string, url: string): Promise<void> {
  const child = spawn(process.execPath, [join(root, 'dist/apps/cli/main.js'), 'load', folder], {
    env: { PATH: process.env.PATH, ACTUM_URL: url },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const ended = once(child, 'close');
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    if (text.includes('people')) child.kill('SIGINT');
  });
  await ended;
}

test('outside the demo, on the real clock, the founding token loads a pack', async () => {
  const folder = join(place, 'real');
  await writeGuidePack(folder);
  for (const file of ['pack.yaml', 'plans/recommendations.yaml', 'story.yaml']) {
    const text = await readFile(join(folder, file), 'utf8');
    const real = text
      .replace('clock: simulated', 'clock: real')
      .replaceAll(/^ *(?:at|day|today): .*\n/gm, '');
    await writeFile(join(folder, file), real);
  }
  const ACTUM_FOUNDING_TOKEN = 'founding-token-of-this-test';
  const running = await RunningApi.start({ demo: false, env: { ACTUM_FOUNDING_TOKEN } });
  try {
    const env = { ACTUM_URL: running.url };
    expect(await actum(place, env, ['load', 'real'])).toMatchObject({
      code: 6,
      stderr: expect.stringContaining('ACTUM_FOUNDING_TOKEN'),
    });
    const founding = { ...env, ACTUM_FOUNDING_TOKEN };
    expect(await actum(place, founding, ['load', 'real'])).toMatchObject({ code: 0 });
    const { token } = await running.http.post<{ token: string }>(
      '/v1/tokens/founder',
      { person: 'admin' },
      { token: ACTUM_FOUNDING_TOKEN },
    );
    const printed = await actum(place, { ...env, ACTUM_TOKEN: token }, [
      'paper',
      'recommendations',
      '--json',
    ]);
    const paper = JSON.parse(printed.stdout) as Paper;
    expect(paper.components.flatMap(({ rows }) => rows)).toHaveLength(5);
    expect(
      await running.http.call(
        'POST',
        '/v1/tokens/founder',
        { person: 'auditor' },
        { token: ACTUM_FOUNDING_TOKEN },
      ),
    ).toMatchObject({
      status: 401,
    });
  } finally {
    await running.stop();
  }
});

test('a pack with ten faults: each is named with file, line and column, all in one go', async () => {
  const folder = join(place, 'ten-faults');
  await cp(join(root, 'test/fixtures/packs/ten-faults'), folder, { recursive: true });
  const { code, stderr } = await actum(place, {}, ['check', 'ten-faults']);
  const named = stderr.split('\n').filter((line) => line.startsWith('ten-faults/'));
  const planted = (await readFile(join(folder, 'faults.txt'), 'utf8')).trim().split('\n');
  expect(named).toEqual(planted.map((fault) => `ten-faults/${fault}`));
  expect(code).toBe(8);
});
