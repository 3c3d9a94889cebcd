import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { checkPack } from './check-pack.js';
import { faultLine, inOrder } from './fault.js';
import { loadSteps } from './load-steps.js';
import { readPack } from './pack.js';

const original = fileURLToPath(new URL('../../../packs/un-reform', import.meta.url));
let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'actum-pack-'));
  await cp(original, folder, { recursive: true });
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** Replaces a text once; gives its line, from 1. */
async function replace(file: string, text: string, by: string): Promise<number> {
  const source = await readFile(path.join(folder, file), 'utf8');
  const at = source.indexOf(text);
  if (at < 0) throw new Error(`${file} has no "${text}"`);
  await writeFile(path.join(folder, file), source.replace(text, by));
  return source.slice(0, at).split('\n').length;
}

async function faults(): Promise<readonly string[]> {
  const { pack, rest, faults: unread } = await readPack(folder);
  return inOrder([...unread, ...(rest === null ? [] : checkPack(rest, pack !== null))]).map(faultLine);
}

test('the pack as it is has no fault', async () => {
  expect(await faults()).toEqual([]);
});

test('faults of the head and of a person hide none of the others, and make no new ones', async () => {
  await replace('pack.yaml', 'clock: simulated', 'clock: simulatd');
  await replace('people.yaml', 'roles: [{ role: staff }]', 'roles: [{ role: stafff }]');
  await replace('story.yaml', 'transition: endorse', 'transition: endorze');
  expect(await faults()).toEqual([
    expect.stringMatching(/^pack.yaml:.*Did you mean "simulated"\?/),
    expect.stringMatching(/^people.yaml:.*Did you mean "staff"\?/),
    expect.stringMatching(/^story.yaml:.*Did you mean "endorse"\?/),
  ]);
});

test('whoever has a faulty entry may be named in a sheet all the same', async () => {
  const fixture = fileURLToPath(new URL('../../../test/fixtures/packs/ten-faults', import.meta.url));
  await rm(folder, { recursive: true });
  await cp(fixture, folder, { recursive: true });
  await replace('people.yaml', 'roles: [{ role: staff }]', 'roles: [{ role: stafff }]');
  await replace('items.csv', '2018";finance', `2018";Kate O'Brien`);
  const said = await faults();
  expect(said.filter((fault) => fault.includes('stafff'))).toHaveLength(1);
  expect(said.filter((fault) => fault.includes('no person or body'))).toEqual([]);
});

test('a fault of a type is told alone: what names the type is right', async () => {
  const line = await replace('types/action-item.yaml', 'act: report-progress', 'act: report-progres');
  const said = await faults();
  expect(said).toEqual([
    expect.stringMatching(new RegExp(`^types/action-item.yaml:${line}:.*Did you mean “report-progress”\\?`)),
  ]);
});

test('a guard of a kind that there is not: the nearest is named', async () => {
  await replace('types/action-item.yaml', 'kind: separation', 'kind: seperation');
  expect((await faults())[0]).toMatch(/A guard is one of .*Did you mean “separation”\?/);
});

test.each<[what: string, file: string, text: string, by: string, message: RegExp]>([
  [
    'a person who is not there',
    'story.yaml',
    'as: liaison-dco',
    'as: liason-dco',
    /"liason-dco" is no person.*"liaison-dco"/,
  ],
  [
    'a transition that the type lacks',
    'story.yaml',
    'transition: endorse',
    'transition: endorze',
    /no transition of framework-revision.*"endorse"/,
  ],
  [
    'an item that is not there',
    'story.yaml',
    'item: cf-guidance',
    'item: cf-guidence',
    /no item.*"cf-guidance"/,
  ],
  [
    'a body that is not there',
    'story.yaml',
    'decided-by: unsdg-principals',
    'decided-by: unsdg',
    /no body or person/,
  ],
  [
    'a due text that cannot be read',
    'plans/office-plan-2019-20.yaml',
    'due: "By mid-2019"',
    'due: "Soonish"',
    /Soonish/,
  ],
  [
    'a type that is not there',
    'items.yaml',
    'type: framework-revision',
    'type: framework-revison',
    /no type.*"framework-revision"/,
  ],
  [
    'a paper about no plan',
    'story.yaml',
    'publish: office-plan-2019-20',
    'publish: office-plan-2019-2',
    /no plan.*"office-plan-2019-20"/,
  ],
  ['a day that goes back', 'story.yaml', 'day: 2019-12-31', 'day: 2019-06-01', /forward only/],
])('%s is named with its line', async (_what, file, text, by, message) => {
  const line = await replace(file, text, by);
  const found = await faults();
  expect(found[0]).toMatch(new RegExp(`^${file}:${line}:\\d+: `));
  expect(found[0]).toMatch(message);
});

async function append(file: string, text: string): Promise<number> {
  const source = await readFile(path.join(folder, file), 'utf8').catch(() => '');
  await writeFile(path.join(folder, file), `${source}${text}`);
  return source.split('\n').length;
}

const waits = (step: string, item: string, prerequisite: string, more = '', states = 'completed'): string =>
  `- { step: ${step}, day: 2020-09-30, as: focal-${item}, item: "${item}", transition: link-prerequisite, reason: r, ground: g, fields: { prerequisite: "${prerequisite}", states: ${states}, phrase: p${more} } }\n`;

test('a circle of prerequisites, a state and a field that are not there are named, each where it stands', async () => {
  const line = await append(
    'story.yaml',
    waits('a', '6', '11', '', 'complete') + waits('b', '11', '6') + waits('c', '7', '6', ', phrse: q'),
  );
  const found = await faults();
  expect(found).toEqual([
    expect.stringMatching(new RegExp(`^story.yaml:${line}:\\d+: "complete" is no state.*"completed"`)),
    expect.stringMatching(
      new RegExp(`^story.yaml:${line + 1}:\\d+: This closes a circle: .*11 waits for .*6 waits for`),
    ),
    expect.stringMatching(
      new RegExp(`^story.yaml:${line + 2}:\\d+: "link-prerequisite" has no field "phrse".*"phrase"`),
    ),
  ]);
});

test('who may not put a step on record, and what has not passed by its day, is named', async () => {
  const line = await append(
    'story.yaml',
    '- { step: x, day: 2020-09-30, as: focal-1, item: "2", transition: report-progress, effective: October 2020, fields: { text: t } }\n',
  );
  expect(await faults()).toEqual([
    expect.stringMatching(
      new RegExp(`^story.yaml:${line}:\\d+: "focal-1" may not do this: it is for owner or deputy`),
    ),
    expect.stringMatching(
      new RegExp(`^story.yaml:${line}:\\d+: "October 2020" has not passed on 2020-09-30`),
    ),
  ]);
});

test('periods, a file that is none of a pack, and a real clock with days are judged too', async () => {
  await append(
    'periods.yaml',
    '- { name: Q1 2025, from: 2025-01-01, until: 2025-03-31 }\n- { name: Term 1, from: 2025-02-01, until: 2025-01-31 }\n',
  );
  await append('peple.yaml', '[]\n');
  await replace('pack.yaml', 'clock: simulated', 'clock: real');
  const found = await faults();
  expect(found).toContainEqual(
    expect.stringMatching(/^periods.yaml:1:\d+: “Q1 2025” means something else already/),
  );
  expect(found).toContainEqual(
    expect.stringMatching(/^periods.yaml:2:\d+: A period ends on its first day or later/),
  );
  expect(found).toContainEqual(expect.stringMatching(/^peple.yaml:1:1: is no file of a pack.*"people.yaml"/));
  expect(found).toContainEqual(
    expect.stringMatching(/^pack.yaml:\d+:\d+: A real clock begins when it is started/),
  );
  expect(found).toContainEqual(expect.stringMatching(/^story.yaml:\d+:\d+: A real clock is moved by nobody/));
});

test('a folder without pack.yaml is no pack', async () => {
  await rm(path.join(folder, 'pack.yaml'));
  expect(await faults()).toEqual(['pack.yaml:1:1: is missing: every pack has one']);
});

test('the commands come in an order in which each finds what it refers to', async () => {
  const { pack } = await readPack(folder);
  const steps = pack === null ? [] : loadSteps(pack);
  const groups = [...new Set(steps.map(({ group }) => group))];
  expect(groups).toEqual(['types', 'people', 'bodies', 'roles', 'plans', 'items', 'story']);
  expect(steps.find(({ group }) => group === 'plans')?.body).toMatchObject({
    plan: 'office-plan-2019-20',
    effectiveOn: 'March 2019',
    decision: { session: '335th Session, March 2019', reference: 'GB.335/INS/10' },
  });
  expect(new Set(steps.map(({ step }) => step)).size).toBe(steps.length);
});
