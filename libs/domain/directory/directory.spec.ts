import {
  type Actor,
  advanceClock,
  beginReminders,
  type Decision,
  type DirectoryContext,
  destroyKey,
  endRole,
  exactly,
  foldBody,
  foldLedger,
  foldPerson,
  foldType,
  giveRole,
  type LedgerEvent,
  newestType,
  openLedger,
  type PersonEvent,
  publishType,
  type Recorded,
  registerBody,
  registerPerson,
  rolesOn,
  type TypeEvent,
  typeByDigest,
} from '#domain';
import { packType } from '#testing';

const today = '2020-09-30';
const actor = (role: Actor['roles'][number]['role'] | null): Actor => ({
  id: 'somebody',
  roles: role === null ? [] : [{ role, scope: null }],
});
const admin: DirectoryContext = { today, actor: actor('administrator'), administrators: [] };
const nobody: DirectoryContext = { today, actor: actor(null), administrators: [] };

const codes = (decision: {
  readonly accepted: boolean;
  readonly refusals?: readonly { readonly code: string }[];
}) => (decision.accepted ? [] : decision.refusals?.map(({ code }) => code));

function recorded<E>(stream: string, ...events: readonly E[]): readonly Recorded<E>[] {
  return events.map((event, index) => ({
    ...event,
    ledger: 'main',
    position: index + 1,
    stream,
    version: index + 1,
    schemaVersion: 1,
    recordedAt: '2020-01-01T00:00:00Z',
    effectiveOn: exactly('2020-01-01'),
    decidedBy: null,
    actor: 'admin',
    commandId: 'c',
    correlationId: 'c',
    causationId: null,
  }));
}
const eventsOf = <E>(decision: Decision<E>): readonly E[] => (decision.accepted ? decision.events : []);

describe('founding a ledger', () => {
  const command = {
    origin: 'demo.actum.example/un-reform',
    clock: 'simulated',
    at: '2019-03-01',
    administrators: [{ id: 'admin', name: 'Demo administrator' }],
    reminders: false,
  } as const;
  const founded = openLedger(null, command, today);
  const ledger = founded.accepted ? foldLedger(recorded<LedgerEvent>('ledger', ...founded.events)) : null;

  it('opens it once and registers its administrators with their role', () => {
    expect(ledger).toMatchObject({
      simulated: true,
      today: '2019-03-01',
      reminders: false,
      administrators: ['admin'],
    });
    expect(founded.accepted && founded.people).toMatchObject([
      {
        person: 'admin',
        events: [
          { type: 'PersonRegistered' },
          { type: 'RoleGiven', data: { role: 'administrator', from: '2019-03-01' } },
        ],
      },
    ]);
    expect(codes(openLedger(ledger, command, today))).toEqual(['LEDGER.OPENED']);
  });

  it('takes an origin, a clock that fits, and at least one administrator', () => {
    expect(codes(openLedger(null, { ...command, origin: ' ', administrators: [] }, today))).toEqual([
      'LEDGER.FIELD_MISSING',
      'LEDGER.FOUNDERS',
    ]);
    expect(codes(openLedger(null, { ...command, clock: 'real' }, today))).toEqual(['LEDGER.CLOCK_REAL']);
    expect(codes(openLedger(null, { ...command, at: '2019-02-30' }, today))).toEqual(['LEDGER.DAY_INVALID']);
    expect(codes(openLedger(null, { ...command, administrators: [{ id: 'A b', name: '' }] }, today))).toEqual(
      ['LEDGER.ID_INVALID', 'LEDGER.FIELD_MISSING'],
    );
  });

  it('is the one thing that an empty ledger accepts', () => {
    expect(codes(advanceClock(null, { to: today }, admin))).toEqual(['LEDGER.NOT_OPENED']);
    expect(codes(beginReminders(null, admin))).toEqual(['LEDGER.NOT_OPENED']);
  });

  it('moves a simulated clock forward only, by an administrator', () => {
    expect(eventsOf(advanceClock(ledger, { to: '2019-03-31' }, admin))).toEqual([
      { type: 'ClockAdvanced', data: { to: '2019-03-31T00:00:00Z' } },
    ]);
    expect(codes(advanceClock(ledger, { to: '2019-03-01' }, admin))).toEqual(['LEDGER.CLOCK_FORWARD_ONLY']);
    expect(codes(advanceClock(ledger, { to: 'soon' }, admin))).toEqual(['LEDGER.DAY_INVALID']);
    expect(codes(advanceClock(ledger, { to: '2019-03-31' }, nobody))).toEqual(['PERSON.ROLE_MISSING']);
    const real = ledger && { ...ledger, simulated: false };
    expect(codes(advanceClock(real, { to: '2030-01-01' }, admin))).toEqual(['LEDGER.CLOCK_REAL']);
  });

  it('begins reminders once', () => {
    const [begun] = eventsOf(beginReminders(ledger, admin));
    const after = foldLedger(
      recorded('ledger', ...(founded.accepted ? founded.events : []), ...(begun ? [begun] : [])),
    );
    expect(after?.reminders).toBe(true);
    expect(codes(beginReminders(after, admin))).toEqual(['LEDGER.REMINDERS_BEGUN']);
  });

  it('lets a founder administer without a role', () => {
    const founder = { ...nobody, administrators: ['somebody'] };
    expect(codes(beginReminders(ledger, founder))).toEqual([]);
  });

  it('erases a person who is there, once, for a reason', () => {
    const erase = { person: 'focal-1', reason: 'Asked for' };
    expect(eventsOf(destroyKey(ledger, erase, { ...admin, isKnown: true }))).toHaveLength(1);
    expect(codes(destroyKey(ledger, { ...erase, reason: '' }, { ...nobody, isKnown: false }))).toEqual([
      'PERSON.ROLE_MISSING',
      'PERSON.UNKNOWN',
      'PERSON.REASON_MISSING',
    ]);
    const erased = ledger && { ...ledger, erased: ['focal-1'] };
    expect(codes(destroyKey(erased, erase, { ...admin, isKnown: true }))).toEqual(['PERSON.ERASED']);
  });
});

describe('people', () => {
  const registration = registerPerson(
    null,
    { person: 'clear-rc', name: 'Paulo Mendes', illustrative: ['person'] },
    admin,
  );
  const events = (more: readonly PersonEvent[]) =>
    recorded<PersonEvent>('person:clear-rc', ...eventsOf(registration), ...more);
  const person = foldPerson(events([]));
  const clearance = { role: 'clearance', scope: 'entity', from: '2020-01-01' } as const;

  it('are registered once, by an administrator', () => {
    expect(person).toMatchObject({
      person: 'clear-rc',
      name: 'Paulo Mendes',
      email: null,
      language: 'en',
      illustrative: true,
    });
    const again = registerPerson(person, { person: 'clear-rc', name: ' ' }, nobody);
    expect(codes(again)).toEqual(['PERSON.ROLE_MISSING', 'PERSON.EXISTS', 'LEDGER.FIELD_MISSING']);
  });

  it('hold a role from its first to its last day', () => {
    const given = eventsOf(giveRole(person, { ...clearance, until: '2020-06-30' }, admin));
    const holder = foldPerson(events(given));
    const held = (day: string) => holder && rolesOn(holder, day);
    expect(held('2019-12-31')).toEqual([]);
    expect(held('2020-01-01')).toEqual([{ role: 'clearance', scope: 'entity' }]);
    expect(held('2020-06-30')).toHaveLength(1);
    expect(held('2020-07-01')).toEqual([]);
    expect(codes(giveRole(holder, clearance, admin))).toEqual(['PERSON.ROLE_HELD']);
    expect(codes(giveRole(holder, { ...clearance, from: '2020-07-01' }, admin))).toEqual([]);
  });

  it('have a role ended while they hold it', () => {
    const given = eventsOf(giveRole(person, clearance, admin));
    const holder = foldPerson(events(given));
    const ended = endRole(holder, { role: 'clearance', scope: 'entity', until: '2020-02-01' }, admin);
    const after = foldPerson(events([...given, ...eventsOf(ended)]));
    expect(after && rolesOn(after, '2020-02-02')).toEqual([]);
    expect(codes(endRole(after, { role: 'clearance', scope: 'entity', until: '2020-03-01' }, admin))).toEqual(
      ['PERSON.ROLE_NOT_HELD'],
    );
    expect(codes(endRole(holder, { role: 'clearance', until: '2020-02-01' }, admin))).toEqual([
      'PERSON.ROLE_NOT_HELD',
    ]);
  });

  it('are given what makes sense', () => {
    expect(codes(giveRole(person, { role: 'clearance', from: '2020-01-01' }, admin))).toEqual([
      'PERSON.SCOPE_MISSING',
    ]);
    expect(
      codes(giveRole(person, { role: 'staff', from: '2020-02-01', until: '2020-01-01' }, admin)),
    ).toEqual(['PERSON.DAYS_REVERSED']);
    expect(codes(giveRole(person, { role: 'staff', from: 'now' }, nobody))).toEqual([
      'PERSON.ROLE_MISSING',
      'PERSON.DAY_INVALID',
    ]);
    expect(codes(giveRole(null, { role: 'staff', from: today }, admin))).toEqual(['PERSON.UNKNOWN']);
  });
});

describe('bodies', () => {
  const known = { ...admin, isLiaisonKnown: true };
  const command = { body: 'dco', name: 'Development Coordination Office', liaison: 'liaison-dco' };

  it('are registered once, with a liaison who is there', () => {
    const body = foldBody(recorded('body:dco', ...eventsOf(registerBody(null, command, known))));
    expect(body).toMatchObject({ body: 'dco', liaison: 'liaison-dco' });
    expect(codes(registerBody(body, command, known))).toEqual(['BODY.EXISTS']);
    expect(codes(registerBody(null, command, { ...known, isLiaisonKnown: false }))).toEqual([
      'PERSON.UNKNOWN',
    ]);
  });

  it('are registered by an administrator or a registrar', () => {
    expect(codes(registerBody(null, command, { ...known, actor: actor('registrar') }))).toEqual([]);
    expect(codes(registerBody(null, command, { ...known, actor: actor('staff') }))).toEqual([
      'PERSON.ROLE_MISSING',
    ]);
  });
});

describe('types', () => {
  const definition = packType('action-item');
  const one = { definition, digest: '1'.repeat(64) };
  const two = { definition: { ...definition, version: 2 }, digest: '2'.repeat(64) };

  it('are published version by version', () => {
    const first = eventsOf(publishType(null, one, admin));
    const state = foldType(recorded<TypeEvent>('type:action-item', ...first));
    expect(codes(publishType(state, one, admin))).toEqual(['TYPE.UNCHANGED']);
    expect(codes(publishType(state, { ...one, digest: two.digest }, admin))).toEqual(['TYPE.VERSION']);
    expect(codes(publishType(null, two, nobody))).toEqual(['PERSON.ROLE_MISSING', 'TYPE.VERSION']);
    const both = foldType(
      recorded<TypeEvent>('type:action-item', ...first, ...eventsOf(publishType(state, two, admin))),
    );
    expect(newestType(both)?.definition.version).toBe(2);
    expect(typeByDigest(both, one.digest)?.definition.version).toBe(1);
    expect(typeByDigest(both, 'x')).toBeNull();
  });
});
