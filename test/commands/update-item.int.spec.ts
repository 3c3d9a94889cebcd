import { randomUUID } from 'node:crypto';
import { type CommandMeta, ListRefusedAttempts, UpdateItem, type UpdateItemPayload } from '#application';
import { by, codesOf, Office } from './office.js';

let office: Office;
beforeAll(async () => {
  office = await Office.open();
}, 60_000);
afterAll(async () => {
  await office.close();
}, 60_000);

const update = (
  actor: string,
  item: string,
  steps: UpdateItemPayload['steps'],
  { dryRun = false, ...meta }: Partial<CommandMeta> & { readonly dryRun?: boolean } = {},
) => office.commands.execute(new UpdateItem({ ...by(actor), ...meta }, { item, steps }, dryRun));

const report = (text: string) => ({ transition: 'report-progress', fields: { text } });
const plan = (start: string, more: object = {}) => ({
  transition: 'plan-start',
  fields: { start },
  reason: 'Staff',
  ...more,
});
const evidence = [{ kind: 'paragraph', reference: 'GB.340/INS/6 ¶45' }] as const;

it('judges each step on the state that the one before it leaves, and appends them as one', async () => {
  const meta = { commandId: randomUUID() };
  const steps = [
    plan('October 2020', { effectiveOn: '2020-09-01' }),
    { transition: 'start', effectiveOn: '2020-09-15' },
    { transition: 'complete', evidence, effectiveOn: 'by 2020-09-30' },
    report('All of it is out.'),
  ];
  const answer = await update('focal-6', '6', steps, meta);
  expect(answer).toMatchObject({
    outcome: 'accepted',
    events: [
      { label: 'StartPlanned' },
      { label: 'ActionItemStarted' },
      { label: 'ActionItemCompleted' },
      { label: 'EvidenceAttached' },
      { label: 'ProgressReported' },
    ],
  });
  const left = (await office.history('office-plan.6')).slice(-5);
  expect(new Set(left.map(({ commandId }) => commandId))).toEqual(new Set([meta.commandId]));
  expect(left.map(({ effectiveOn }) => effectiveOn.text)).toEqual([
    '2020-09-01',
    '2020-09-15',
    'by 2020-09-30',
    'by 2020-09-30',
    '2020-09-30',
  ]);
  expect(await update('focal-6', '6', steps, meta)).toEqual({ ...answer, repeated: true });
});

it('turns down all of them with the first that is refused, and names it', async () => {
  const before = await office.ledger.lastPosition();
  const answer = await update('focal-11', '11', [report('Ready'), plan('early 2021'), plan('2022')]);
  expect(answer).toMatchObject({
    outcome: 'refused',
    refusals: [{ code: 'DUE.UNREADABLE', field: 'steps.1.fields.start' }],
  });
  const waits = await update('focal-11', '11', [plan('2021'), { transition: 'start' }]);
  expect(waits).toMatchObject({
    outcome: 'refused',
    refusals: [{ code: 'ITEM.PREREQUISITE_UNMET', field: 'steps.1' }],
  });
  expect(await office.ledger.lastPosition()).toBe(before);
});

it('keeps the requester from approving in the same breath', async () => {
  const steps = [
    { transition: 'request-extension', fields: { due: 'By end 2021' }, reason: 'Waits' },
    { transition: 'extend-due', reason: 'Granted' },
  ];
  await office.does('registrar', 'maf', 'add-chapter', { fields: { title: 'Chapter' } });
  const answer = await update('focal-11', '11', steps);
  if (answer.outcome === 'would-be-accepted') throw new Error('This was no dry run.');
  expect(codesOf(answer)).toEqual(['ITEM.ROLE_MISSING', 'ITEM.NOT_SEPARATE']);
});

it('says on a dry run what would become of it, and keeps nothing of it', async () => {
  const before = await office.ledger.lastPosition();
  const version = (await office.history('office-plan.11')).length;
  const refused = await office.queries.execute(new ListRefusedAttempts(100));
  const meta = { commandId: randomUUID() };
  const steps = [report('Half'), plan('2021')];
  expect(await update('focal-11', '11', steps, { ...meta, dryRun: true })).toEqual({
    outcome: 'would-be-accepted',
    repeated: false,
    version: version + 2,
    events: ['ProgressReported', 'StartPlanned'],
  });
  const turnedDown = await update('focal-6', '11', [plan('2021')], { dryRun: true });
  expect(turnedDown).toMatchObject({ outcome: 'refused', refusals: [{ code: 'ITEM.ROLE_MISSING' }] });
  const missed = await update('focal-11', '11', steps, { ifMatch: 1, dryRun: true });
  expect(missed).toMatchObject({ outcome: 'version-mismatch', actual: version });
  expect(await office.ledger.lastPosition()).toBe(before);
  expect(await office.queries.execute(new ListRefusedAttempts(100))).toEqual(refused);

  expect(await update('focal-11', '11', steps, meta)).toMatchObject({ outcome: 'accepted', repeated: false });
  expect(await update('focal-11', '11', steps, { ...meta, dryRun: true })).toMatchObject({
    outcome: 'would-be-accepted',
    repeated: true,
    version: version + 2,
  });
});
