import {
  type DelegationDecision,
  type DirectoryContext,
  delegatedOn,
  delegateRole,
  destroyKey,
  endDelegation,
  endRole,
  exactly,
  foldLedger,
  foldPerson,
  giveRole,
  type LedgerEvent,
  type PersonEvent,
  type PersonState,
  type Recorded,
  type RoleName,
  rolesOn,
} from '#domain';

const today = '2020-10-05';
const by = (id: string, role: RoleName | null = null): DirectoryContext => ({
  today,
  actor: { id, roles: role === null ? [] : [{ role, scope: null }] },
  administrators: [],
});
const admin = by('admin', 'administrator');

function recorded<E extends LedgerEvent | PersonEvent>(
  stream: string,
  events: readonly E[],
): readonly Recorded<E>[] {
  return events.map((event, index) => ({
    ...event,
    ledger: 'main',
    position: index + 1,
    stream,
    version: index + 1,
    schemaVersion: 1,
    recordedAt: `${today}T00:00:00Z`,
    effectiveOn: exactly(today),
    decidedBy: null,
    actor: 'admin',
    commandId: 'c',
    correlationId: 'c',
    causationId: null,
  }));
}

const registered: PersonEvent = {
  type: 'PersonRegistered',
  data: { name: 'A Person', email: null, language: 'en' },
};
const held = (role: RoleName, more: { scope?: string; from?: string; until?: string } = {}): PersonEvent => ({
  type: 'RoleGiven',
  data: { role, from: '2019-01-01', ...more },
});
function person(id: string, ...events: readonly PersonEvent[]): PersonState {
  const state = foldPerson(recorded<PersonEvent>(`person:${id}`, [registered, ...events]));
  if (state === null) throw new Error('A person is registered first.');
  return state;
}
const codes = (decision: { readonly accepted: boolean; readonly refusals?: readonly { code: string }[] }) =>
  decision.accepted ? [] : decision.refusals?.map(({ code }) => code);
const eventsOf = (decision: DelegationDecision) =>
  decision.accepted ? ([decision.delegator, decision.delegate] as const) : null;

const approver = person('approver', held('approver'));
const other = person('other');
const approval = { to: 'other', role: 'approver', from: today } as const;
const parties = { delegator: approver, delegate: other };

describe('delegating', () => {
  it('stands on the streams of both, with its days and its reason', () => {
    const command = { ...approval, until: '2020-10-31', reason: 'Leave' };
    const what = { role: 'approver', from: today, until: '2020-10-31', reason: 'Leave' };
    expect(eventsOf(delegateRole(parties, command, by('approver')))).toEqual([
      { type: 'DelegationGiven', data: { to: 'other', ...what } },
      { type: 'DelegationReceived', data: { by: 'approver', ...what } },
    ]);
  });

  it('is for whoever holds it, or for an administrator', () => {
    expect(codes(delegateRole(parties, approval, by('approver')))).toEqual([]);
    expect(codes(delegateRole(parties, approval, admin))).toEqual([]);
    expect(codes(delegateRole(parties, approval, by('other')))).toEqual(['PERSON.ROLE_MISSING']);
    expect(codes(delegateRole(parties, approval, by('x', 'registrar')))).toEqual(['PERSON.ROLE_MISSING']);
  });

  it('takes what is held then, whole or in part', () => {
    const until = person('approver', held('approver', { until: '2020-10-31' }));
    const late = { ...approval, from: '2020-11-01' };
    expect(codes(delegateRole({ ...parties, delegator: until }, late, admin))).toEqual([
      'PERSON.ROLE_NOT_HELD',
    ]);
    expect(
      codes(delegateRole({ ...parties, delegator: other, delegate: approver }, approval, admin)),
    ).toEqual(['PERSON.ROLE_NOT_HELD']);
    expect(codes(delegateRole(parties, { ...approval, scope: 'ecosoc' }, admin))).toEqual([]);
    const scoped = person('approver', held('approver', { scope: 'ecosoc' }));
    expect(codes(delegateRole({ ...parties, delegator: scoped }, approval, admin))).toEqual([
      'PERSON.ROLE_NOT_HELD',
    ]);
  });

  it('of items takes no role: their own streams say who answers for them', () => {
    const owned = { ...approval, role: 'owner' } as const;
    expect(
      codes(
        delegateRole({ delegator: other, delegate: approver }, { ...owned, to: 'approver' }, by('other')),
      ),
    ).toEqual([]);
  });

  it('never goes on from one to the next', () => {
    const lent = person('other', {
      type: 'DelegationReceived',
      data: { by: 'approver', role: 'approver', from: today },
    });
    const third = { delegator: lent, delegate: person('third') };
    const decision = delegateRole(third, { ...approval, to: 'third' }, by('other'));
    expect(codes(decision)).toEqual(['PERSON.DELEGATED_ON']);
    expect(decision.accepted ? '' : decision.refusals[0].message).toBe(
      'other may do that for approver only: what is held by delegation cannot be delegated on. approver can delegate it to somebody else.',
    );
  });

  it('is refused with the field where it makes no sense', () => {
    const clearer = person('clearer', held('clearance', { scope: 'entity' }));
    const cases = [
      [delegateRole({ ...parties, delegate: null }, approval, admin), 'PERSON.UNKNOWN', 'to'],
      [delegateRole({ ...parties, delegator: null }, approval, admin), 'PERSON.UNKNOWN', 'person'],
      [
        delegateRole({ ...parties, delegate: approver }, { ...approval, to: 'approver' }, admin),
        'PERSON.NOT_SEPARATE',
        'to',
      ],
      [delegateRole(parties, { ...approval, until: '2020-10-01' }, admin), 'PERSON.DAYS_REVERSED', 'until'],
      [delegateRole(parties, { ...approval, from: '2020-02-30' }, admin), 'PERSON.DAY_INVALID', 'from'],
      [
        delegateRole({ ...parties, delegator: clearer }, { ...approval, role: 'clearance' }, admin),
        'PERSON.SCOPE_MISSING',
        'scope',
      ],
    ] as const;
    for (const [decision, code, field] of cases)
      expect(decision.accepted ? [] : decision.refusals).toContainEqual(
        expect.objectContaining({ code, field }),
      );
  });

  it('is done once', () => {
    const given = person('approver', held('approver'), {
      type: 'DelegationGiven',
      data: { to: 'other', role: 'approver', from: '2020-01-01' },
    });
    expect(codes(delegateRole({ ...parties, delegator: given }, approval, admin))).toEqual([
      'PERSON.DELEGATED',
    ]);
  });
});

describe('a delegation', () => {
  const lent = (until?: string) =>
    person('other', {
      type: 'DelegationReceived',
      data: {
        by: 'approver',
        role: 'approver',
        from: '2020-10-01',
        ...(until === undefined ? {} : { until }),
      },
    });

  it('is in force from its first day to its last, while the role itself is held', () => {
    const on = (day: string, delegator = approver) => delegatedOn(lent('2020-10-31'), delegator, day).length;
    expect([on('2020-09-30'), on('2020-10-01'), on('2020-10-31'), on('2020-11-01')]).toEqual([0, 1, 1, 0]);
    const left = person('approver', held('approver', { until: '2020-10-10' }));
    expect([on('2020-10-10', left), on('2020-10-11', left)]).toEqual([1, 0]);
    expect(on('2020-10-05', person('approver', held('approver', { scope: 'ecosoc' })))).toBe(0);
  });

  it('is ended by either of the two, or an administrator, from the day after', () => {
    const given: PersonEvent = {
      type: 'DelegationGiven',
      data: { to: 'other', role: 'approver', from: '2020-10-01' },
    };
    const both = { delegator: person('approver', held('approver'), given), delegate: lent() };
    const end = { to: 'other', role: 'approver', until: today } as const;
    for (const context of [by('approver'), by('other'), admin])
      expect(eventsOf(endDelegation(both, end, context))).toEqual([
        { type: 'DelegationEnded', data: { to: 'other', role: 'approver', until: today } },
        { type: 'DelegationReturned', data: { by: 'approver', role: 'approver', until: today } },
      ]);
    expect(codes(endDelegation(both, end, by('third')))).toEqual(['PERSON.ROLE_MISSING']);
    expect(codes(endDelegation(parties, end, admin))).toEqual(['PERSON.NOT_DELEGATED']);
    const returned = person(
      'other',
      { type: 'DelegationReceived', data: { by: 'approver', role: 'approver', from: '2020-10-01' } },
      { type: 'DelegationReturned', data: { by: 'approver', role: 'approver', until: today } },
    );
    expect(delegatedOn(returned, approver, today)).toHaveLength(1);
    expect(delegatedOn(returned, approver, '2020-10-06')).toEqual([]);
  });
});

describe('the role administrator', () => {
  const ada = person('ada', held('administrator'));
  const bob = person('bob', held('administrator'));
  const end = { role: 'administrator', until: today } as const;
  const ledger = foldLedger(
    recorded<LedgerEvent>('ledger', [
      {
        type: 'LedgerOpened',
        data: { origin: 'x', clock: 'real', administrators: ['ada'], reminders: true },
      },
      { type: 'AdministratorNamed', data: { person: 'bob' } },
      { type: 'AdministratorNamed', data: { person: 'ada' } },
    ]),
  );

  it('is not ended by the last who holds it', () => {
    expect(codes(endRole(ada, end, by('ada', 'administrator'), [ada]))).toEqual([
      'PERSON.LAST_ADMINISTRATOR',
    ]);
    expect(codes(endRole(ada, end, by('ada', 'administrator'), [ada, bob]))).toEqual([]);
    const short = person('bob', held('administrator', { until: '2020-12-31' }));
    expect(codes(endRole(ada, end, admin, [ada, short]))).toEqual(['PERSON.LAST_ADMINISTRATOR']);
    const later = person('bob', held('administrator', { from: '2020-12-01' }));
    expect(codes(endRole(ada, end, admin, [ada, later]))).toEqual(['PERSON.LAST_ADMINISTRATOR']);
  });

  it('is not erased with the last who holds it', () => {
    const context = { ...admin, isKnown: true };
    const erase = (...administeredBy: readonly PersonState[]) =>
      codes(destroyKey(ledger, { person: 'ada', reason: 'x' }, { ...context, administeredBy }));
    expect(erase(ada)).toEqual(['PERSON.LAST_ADMINISTRATOR']);
    expect(erase(ada, bob)).toEqual([]);
    expect(
      codes(destroyKey(ledger, { person: 'x', reason: 'x' }, { ...context, administeredBy: [ada] })),
    ).toEqual([]);
  });

  it('is known of everybody who ever held it', () => {
    expect(ledger?.administrators).toEqual(['ada', 'bob']);
  });

  it('cannot be delegated', () => {
    const role = 'administrator' as never;
    expect(
      codes(delegateRole({ delegator: ada, delegate: bob }, { to: 'bob', role, from: today }, admin)),
    ).toContain('PERSON.ROLE_NOT_DELEGATED');
  });
});

describe('a role held from one day to another', () => {
  it('is ended alone: an earlier or later one of its kind keeps its days', () => {
    const twice = person(
      'x',
      held('registrar', { until: '2019-12-31' }),
      held('registrar', { from: '2020-06-01' }),
    );
    expect(codes(giveRole(twice, { role: 'registrar', from: '2020-07-01' }, admin))).toEqual([
      'PERSON.ROLE_HELD',
    ]);
    const ended = person(
      'x',
      held('registrar', { until: '2019-12-31' }),
      held('registrar', { from: '2020-06-01' }),
      { type: 'RoleEnded', data: { role: 'registrar', until: '2020-08-31' } },
    );
    const days = ['2019-12-31', '2020-01-01', '2020-08-31', '2020-09-01'];
    expect(days.map((day) => rolesOn(ended, day).length)).toEqual([1, 0, 1, 0]);
  });
});
