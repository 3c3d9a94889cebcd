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
  const { pack, faults: unread } = await readPack(folder);
  return inOrder([...unread, ...(pack === null ? [] : checkPack(pack))]).map(faultLine);
}

test('the pack as it is has no fault', async () => {
  expect(await faults()).toEqual([]);
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
