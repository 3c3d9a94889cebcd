import { DelegateRole, EndRole, GetWork, ListItems } from '#application';
import { accepted, by, Office } from './office.js';

let office: Office;
beforeAll(async () => {
  office = await Office.open();
}, 60_000);
afterAll(async () => {
  await office.close();
}, 60_000);

async function workOf(person: string) {
  const waitFor = await office.ledger.lastPosition();
  const work = await office.queries.execute(new GetWork(person, { waitFor }));
  if (work === null) throw new Error(`There is no person ${person}.`);
  return work;
}
const idsOf = (rows: readonly { readonly item: string }[]) => rows.map(({ item }) => item);

it('owed: what one answers for and is not settled, with what is pressing about it', async () => {
  const { owed, counts, personName } = await workOf('focal-6');
  expect(personName).toBe('Person focal-6');
  expect(owed).toMatchObject([
    {
      item: 'office-plan.6',
      overdue: true,
      marks: [],
      reasons: [
        { code: 'overdue', sentence: 'Overdue by 274 days, since 2019-12-31.' },
        { code: 'start-owed', sentence: 'No start is planned.' },
      ],
    },
  ]);
  expect(counts).toEqual({ owed: 1, overdue: 1, toClear: 0, toApprove: 0, waitingFor: 0 });
  expect(idsOf((await workOf('liaison-dco')).owed)).toEqual(['maf']);
  expect(await office.queries.execute(new GetWork('nobody'))).toBeNull();
});

it('waits for what its item waits for, from whoever answers for that', async () => {
  const { waitingFor } = await workOf('focal-11');
  expect(waitingFor).toMatchObject([
    {
      kind: 'prerequisite',
      item: { item: 'office-plan.11' },
      waitsFor: 'following the Management and Accountability Framework',
      other: { item: 'maf', stateTitle: 'Provisional, under review' },
      from: [
        { id: 'development-coordination-office', name: 'development-coordination-office' },
        { id: 'liaison-dco', name: 'Person liaison-dco' },
      ],
    },
  ]);
});

it('an extension is to be approved by others than who asked, and no more once it is', async () => {
  const asked = { reason: 'More time', fields: { due: 'By end 2021' } };
  await office.does('focal-6', '6', 'request-extension', asked);
  expect((await workOf('focal-6')).waitingFor).toMatchObject([
    {
      kind: 'approval',
      item: { item: 'office-plan.6' },
      waitsFor: 'approval of the later due date “By end 2021”',
      from: [{ id: 'approver' }],
    },
  ]);
  expect((await workOf('focal-6')).toApprove).toEqual([]);
  expect((await workOf('approver')).toApprove).toMatchObject([
    {
      item: 'office-plan.6',
      request: { dueText: 'By end 2021', latest: '2021-12-31', reason: 'More time', by: { id: 'focal-6' } },
    },
  ]);
  await office.does('approver', '6', 'extend-due');
  expect((await workOf('approver')).toApprove).toEqual([]);
  const { owed, waitingFor } = await workOf('focal-6');
  expect([owed[0]?.overdue, waitingFor]).toEqual([false, []]);
});

it('a text is to be cleared on one’s own line, once, by others than who finalized it', async () => {
  expect((await workOf('clear-entity')).toClear).toEqual([]);
  await office.does('liaison-dco', 'maf', 'finalize');
  const { toClear } = await workOf('clear-entity');
  expect(toClear).toMatchObject([{ item: 'maf', line: 'entity', finalizedBy: { id: 'liaison-dco' } }]);
  const waiting = async () =>
    (await workOf('liaison-dco')).waitingFor.map(({ line, from }) => [line, ...from.map(({ id }) => id)]);
  expect(await waiting()).toEqual([
    ['entity', 'clear-entity'],
    ['resident-coordinator', 'clear-rc'],
  ]);

  await office.does('clear-entity', 'maf', 'clear', { fields: { line: 'entity' } });
  expect((await workOf('clear-entity')).toClear).toEqual([]);
  const comment = { line: 'resident-coordinator', comment: '¶4' };
  await office.does('clear-rc', 'maf', 'object', { fields: comment });
  expect((await workOf('clear-rc')).toClear).toEqual([]);
  expect(await waiting()).toEqual([]);
  expect((await workOf('liaison-dco')).owed).toMatchObject([
    { item: 'maf', reasons: [{ code: 'objected' }] },
  ]);

  await office.does('liaison-dco', 'maf', 'return-to-drafting', { reason: 'After the objection' });
  await office.does('liaison-dco', 'maf', 'finalize');
  expect((await workOf('clear-entity')).toClear).toMatchObject([{ line: 'entity' }]);
  const ending = { person: 'clear-entity', role: 'clearance', scope: 'entity', until: '2020-09-29' } as const;
  accepted(await office.commands.execute(new EndRole(by('admin'), ending)));
  expect((await workOf('clear-entity')).toClear).toEqual([]);
});

it('what is delegated to one is one’s own work too, and keeps apart whom it has to', async () => {
  const delegate = async (person: string, to: string, role: 'owner' | 'clearance', scope?: string) =>
    accepted(
      await office.commands.execute(
        new DelegateRole(by(person), { person, to, role, scope, until: '2020-12-31', reason: 'Leave' }),
      ),
    );
  await delegate('focal-6', 'focal-11', 'owner');
  expect(idsOf((await workOf('focal-11')).owed)).toEqual(['office-plan.11', 'office-plan.6']);
  await delegate('clear-rc', 'focal-6', 'clearance', 'resident-coordinator');
  expect((await workOf('focal-6')).toClear).toMatchObject([{ item: 'maf', line: 'resident-coordinator' }]);
  await delegate('clear-rc', 'liaison-dco', 'clearance', 'resident-coordinator');
  expect((await workOf('liaison-dco')).toClear).toEqual([]);
});

it('items by who answers for them, by state, and by words of the title', async () => {
  const listed = async (filter: ConstructorParameters<typeof ListItems>[0]) =>
    idsOf((await office.queries.execute(new ListItems(filter))).items);
  expect(await listed({ party: 'liaison-dco' })).toEqual(['maf']);
  expect(await listed({ owner: 'focal-6' })).toEqual(['office-plan.6']);
  expect(await listed({ state: 'finalized' })).toEqual(['maf']);
  expect(await listed({ q: 'ACCOUNTABILITY' })).toEqual(['maf']);
  expect(await listed({ q: '11' })).toEqual(['office-plan.11']);
  expect(await listed({ q: 'Item %' })).toEqual([]);
});
