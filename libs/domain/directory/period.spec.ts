import { definePeriod, exactly, foldLedger, type LedgerEvent, type Period, type Recorded } from '#domain';

const recorded = (...events: readonly LedgerEvent[]): readonly Recorded<LedgerEvent>[] =>
  events.map((event, index) => ({
    ...event,
    ...{ ledger: 'main', position: index + 1, stream: 'ledger', version: index + 1, schemaVersion: 1 },
    ...{ recordedAt: '2025-01-01T00:00:00Z', effectiveOn: exactly('2025-01-01'), decidedBy: null },
    ...{ actor: 'admin', commandId: 'c', correlationId: 'c', causationId: null },
  }));
const term: Period = { name: 'Term 1 2025', from: '2025-01-28', until: '2025-04-11' };
const ledger = foldLedger(
  recorded(
    {
      type: 'LedgerOpened',
      data: { origin: 'x.example/y', clock: 'real', administrators: ['admin'], reminders: true },
    },
    { type: 'PeriodDefined', data: term },
  ),
);
const context = {
  today: '2025-01-01',
  actor: { id: 'admin', roles: [{ role: 'administrator' as const, scope: null }] },
  administrators: [],
};
const codes = (period: Period, by = context) => {
  const decision = definePeriod(ledger, period, by);
  return decision.accepted ? [] : decision.refusals.map(({ code, field }) => [code, field]);
};

describe('a period of the organisation’s own', () => {
  it('is on record with its days', () => {
    expect(ledger?.periods).toEqual([term]);
    expect(definePeriod(ledger, { ...term, name: ' Term 2 2025 ' }, context)).toEqual({
      accepted: true,
      events: [{ type: 'PeriodDefined', data: { ...term, name: 'Term 2 2025' } }],
    });
  });

  it.each<[string, Period, readonly (readonly (string | undefined)[])[]]>([
    ['the name of another', { ...term, name: 'term 1 2025' }, [['PERIOD.EXISTS', 'name']]],
    ['a name that is a due text already', { ...term, name: 'Q1 2025' }, [['PERIOD.NAME_TAKEN', 'name']]],
    ['a name that says by when', { ...term, name: 'By Easter' }, [['PERIOD.NAME_TAKEN', 'name']]],
    ['a name that means two things', { ...term, name: '2022-23' }, [['PERIOD.NAME_TAKEN', 'name']]],
    ['no name', { ...term, name: ' ' }, [['LEDGER.FIELD_MISSING', 'name']]],
    ['a day that is none', { ...term, name: 'X', from: '2025-02-30' }, [['LEDGER.DAY_INVALID', 'from']]],
    [
      'an end before the beginning',
      { ...term, name: 'X', until: '2025-01-01' },
      [['PERIOD.ENDS_EARLY', 'until']],
    ],
  ])('is refused with %s', (_what, period, expected) => {
    expect(codes(period)).toEqual(expected);
  });

  it('is defined by an administrator only', () => {
    const staff = { ...context, actor: { id: 'x', roles: [{ role: 'staff' as const, scope: null }] } };
    expect(definePeriod(ledger, { ...term, name: 'Term 2 2025' }, staff as never)).toMatchObject({
      accepted: false,
    });
  });
});
