import { randomUUID } from 'node:crypto';
import { AdvanceItem, OpenItem } from '#application';
import { accepted, by, Office } from './office.js';

let office: Office;
beforeAll(async () => {
  office = await Office.open();
}, 60_000);
afterAll(async () => {
  await office.close();
}, 60_000);

const report = (text: string) => ({ fields: { text } });

it('answers the same command twice with one event and the same answer', async () => {
  const meta = { commandId: randomUUID() };
  const first = await office.does('focal-11', '11', 'report-progress', report('Drafting'), meta);
  const second = await office.does('focal-11', '11', 'report-progress', report('Drafting'), meta);
  expect(first.repeated).toBe(false);
  expect(second).toEqual({ ...first, repeated: true });
  expect(first.events).toEqual([
    expect.objectContaining({ type: 'ProgressReported', label: 'ProgressReported' }),
  ]);
  expect(await office.ledger.lastPosition()).toBe(first.position);
});

it('answers the same command sent many times at once with one event', async () => {
  const meta = { commandId: randomUUID() };
  const sent = Array.from({ length: 8 }, () => office.advance('focal-6', '6', 'start', {}, meta));
  const answers = (await Promise.all(sent)).map(accepted);
  expect(new Set(answers.map(({ position }) => position)).size).toBe(1);
  expect(answers.filter(({ repeated }) => !repeated)).toHaveLength(1);
  const started = (await office.history('office-plan.6')).filter(({ type }) => type === 'Transitioned');
  expect(started).toHaveLength(1);
});

it('refuses a command id that belongs to other content, or to another person', async () => {
  const meta = { commandId: randomUUID() };
  await office.does('focal-11', '11', 'report-progress', report('First'), meta);
  const before = await office.ledger.lastPosition();
  const others = [
    office.advance('focal-11', '11', 'report-progress', report('Second'), meta),
    office.advance('focal-6', '11', 'report-progress', report('First'), meta),
    office.advance('focal-11', '6', 'report-progress', report('First'), meta),
  ];
  for (const answer of await Promise.all(others)) expect(answer).toEqual({ outcome: 'command-id-reused' });
  expect(await office.ledger.lastPosition()).toBe(before);
});

it('does not remember a refused command: sent again under its id once it is possible, it is accepted', async () => {
  const command = new AdvanceItem(by('focal-6'), {
    item: 'later',
    transition: 'report-progress',
    ...report('Begun'),
  });
  expect(await office.commands.execute(command)).toEqual({ outcome: 'not-found', what: 'item later' });
  const opening = { item: 'later', itemType: 'action-item', title: 'Later', owner: 'focal-6' };
  accepted(await office.commands.execute(new OpenItem(by('registrar'), opening)));
  expect(accepted(await office.commands.execute(command)).repeated).toBe(false);
});
