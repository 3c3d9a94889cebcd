import {
  AccessTokens,
  AdvanceClock,
  BeginReminders,
  type CommandAnswer,
  DestroyKey,
  EndorsePlan,
  EndRole,
  GiveRole,
  ListPeople,
  OpenLedger,
  PublishType,
  RegisterBody,
  RegisterPerson,
} from '#application';
import { accepted, by, codesOf, Office } from './office.js';

let office: Office;
beforeAll(async () => {
  office = await Office.open();
}, 60_000);
afterAll(async () => {
  await office.close();
}, 60_000);

const send = (command: { readonly payload: object }): Promise<CommandAnswer> =>
  office.commands.execute(command);

it('founds a ledger once, with its administrators in the directory, in one append', async () => {
  const [opened, registered, given] = await office.ledger.readForward(0, 3);
  expect([opened?.type, registered?.type, given?.type]).toEqual([
    'LedgerOpened',
    'PersonRegistered',
    'RoleGiven',
  ]);
  expect(new Set([opened?.commandId, registered?.commandId, given?.commandId]).size).toBe(1);
  const again = new OpenLedger(by('admin'), {
    origin: 'test.actum.example/other',
    clock: 'real',
    administrators: [{ id: 'admin', name: 'Ada' }],
  });
  expect(codesOf(await send(again))).toEqual(['LEDGER.OPENED']);
});

it.each([
  ['types', () => new PublishType(by('registrar'), { source: 'id: nothing', file: 'nothing.yaml' })],
  ['people', () => new RegisterPerson(by('registrar'), { id: 'new', name: 'New' })],
  ['roles', () => new GiveRole(by('registrar'), { person: 'registrar', role: 'administrator' })],
  ['the clock', () => new AdvanceClock(by('registrar'), { to: '2021-01-01' })],
  ['reminders', () => new BeginReminders(by('registrar'), {})],
  ['erasure', () => new DestroyKey(by('registrar'), { person: 'approver', reason: 'Asked for it' })],
])('leaves %s to administrators', async (_what, command) => {
  const before = await office.ledger.lastPosition();
  expect((await send(command())).outcome).toBe('refused');
  expect(await office.ledger.lastPosition()).toBe(before);
});

it('judges a role as held on the ledger’s today', async () => {
  const register = (id: string) => send(new RegisterPerson(by('second-admin'), { id, name: id }));
  accepted(await send(new RegisterPerson(by('admin'), { id: 'second-admin', name: 'Second' })));
  const role = { person: 'second-admin', role: 'administrator' as const };
  accepted(await send(new GiveRole(by('admin'), { ...role, from: '2020-10-02', until: '2020-10-03' })));
  expect(codesOf(await register('too-early'))).toEqual(['PERSON.ROLE_MISSING']);
  await office.advanceClock('2020-10-03');
  accepted(await register('in-time'));
  await office.advanceClock('2020-10-04');
  expect(codesOf(await register('too-late'))).toEqual(['PERSON.ROLE_MISSING']);
});

it('ends a founder’s role like anybody’s', async () => {
  accepted(await send(new RegisterPerson(by('admin'), { id: 'heir', name: 'Heir' })));
  accepted(await send(new GiveRole(by('admin'), { person: 'heir', role: 'administrator' })));
  accepted(
    await send(new EndRole(by('heir'), { person: 'admin', role: 'administrator', until: '2020-10-04' })),
  );
  await office.advanceClock('2020-10-05');
  const body = new RegisterBody(by('admin'), { id: 'late-body', name: 'Late' });
  expect(codesOf(await send(body))).toContain('PERSON.ROLE_MISSING');
});

it('names file, line and column of what is wrong with a type', async () => {
  const source = 'id: broken\nversion: 1\nstates: 7\n';
  const answer = await send(new PublishType(by('heir'), { source, file: 'types/broken.yaml' }));
  expect(codesOf(answer)).toContain('TYPE.INVALID');
  expect(answer.outcome === 'refused' && answer.refusals[0].message).toMatch(
    /^types\/broken\.yaml:\d+:\d+: /,
  );
});

it('endorses a plan with all of its items, or not at all', async () => {
  const item = (number: string, itemType: string) => ({
    ...{ item: `plan-b.${number}`, itemType, number, component: '1' },
    title: `Item ${number}`,
  });
  const plan = (...items: ReturnType<typeof item>[]) =>
    new EndorsePlan(by('registrar'), {
      ...{ plan: 'plan-b', title: 'Plan B', body: 'governing-body' },
      components: [{ id: '1', title: 'One' }],
      items,
    });
  const before = await office.ledger.lastPosition();
  expect(codesOf(await send(plan(item('1', 'action-item'), item('2', 'unknown'))))).toEqual(['TYPE.UNKNOWN']);
  expect(await office.ledger.lastPosition()).toBe(before);
  const endorsed = accepted(await send(plan(item('1', 'action-item'), item('2', 'action-item'))));
  expect(endorsed).toMatchObject({ stream: 'plan:plan-b', version: 1, position: before + 3 });
  expect(endorsed.events.map(({ label }) => label)).toEqual(['PlanEndorsed', 'PlanEndorsed', 'PlanEndorsed']);
});

it('erases a person everywhere they are read', async () => {
  const tokens = office.program.get(AccessTokens);
  const token = await tokens.issue('focal-6');
  expect(await tokens.verify(token)).toBe('focal-6');
  const command = new DestroyKey(by('heir'), { person: 'focal-6', reason: 'Asked for it' });
  const { position } = accepted(await send(command));
  expect(await tokens.verify(token)).toBeNull();
  const [registered] = await office.ledger.readStream('person:focal-6');
  expect(registered?.data).toMatchObject({ name: 'erased' });
  const { people } = await office.queries.execute(new ListPeople({ waitFor: position }));
  expect(people.find(({ id }) => id === 'focal-6')).toMatchObject({ name: 'erased', erased: true });
  expect(accepted(await send(command))).toMatchObject({ repeated: true, position });
});
