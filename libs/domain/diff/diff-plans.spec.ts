import fc from 'fast-check';
import { type DiffContext, diffPlans, foldItemAsOf, type ItemEvent, type ItemState } from '#domain';
import { evidence, given, packType, type Scenario } from '#testing';

const actionItem = packType('action-item');
const framework = packType('framework-revision');
const MAF = 'Management and Accountability Framework';
const reason = 'COVID-19.';
const components = [{ id: '1', title: 'Component 1' }];
const context: DiffContext = {
  typeOf: (digest) => (digest === framework.id ? framework : actionItem),
  nameOf: (id) => ({ focal: 'Kate O’Brien', other: 'Amara Diop', deputy: 'Hugo Lindqvist' })[id] ?? id,
  itemNamed: (id) => (id === 'maf' ? { number: null, title: MAF } : { number: id, title: `Item ${id}` }),
  reasonOf: () => reason,
};
const item = (due = 'By end 2019', more: object = {}): Scenario =>
  given(actionItem, {
    ...{ number: '8', due, component: '1', ordinal: 8, title: 'An assessment', planBody: 'governing-body' },
    ...more,
  });
const diff = (before: readonly ItemState[], after: readonly ItemState[], from: string, to: string) =>
  diffPlans(components, { day: from, items: before }, { day: to, items: after }, context);
const said = (before: Scenario, after: Scenario, to = '2020-09-30', from = '2019-03-31') =>
  diff([before.state], [after.state], from, to)
    .components.flatMap((component) => component.items.flatMap(({ sentences }) => sentences))
    .join(' ');
const later = (scenario: Scenario): Scenario => scenario.on('2020-09-30');
const begun = later(item()).after('start');
const waiting = (scenario: Scenario): Scenario =>
  later(scenario)
    .beside('maf', 'under_review', framework)
    .after('link-prerequisite', {
      reason,
      ground: '¶7',
      fields: { prerequisite: 'maf', states: 'endorsed', phrase: `following the endorsement of the ${MAF}` },
    });
const cause = { stream: 'item:maf', position: 90, label: 'FrameworkRevisionEndorsed' };
const reaction = { by: 'system:prerequisites', fields: { item: 'maf' }, cause };
const extended = item()
  .on('2019-11-04')
  .after('request-extension', { reason, fields: { due: 'By mid-2020' } })
  .after('extend-due', { by: 'approver', reason });

describe('what changed about an item, in sentences', () => {
  const planned = item()
    .on('2019-06-01')
    .after('plan-start', { reason, fields: { start: '2020' } });
  const cases: readonly (readonly [string, Scenario, Scenario, string, string?, string?])[] = [
    [
      'a start, past the due date',
      item(),
      begun,
      'Item 8 has been ongoing since 30 September 2020 but has missed its due date, end 2019.',
    ],
    [
      'a start on no certain day',
      item('2019–20'),
      later(item('2019–20')).after('start', { effective: 'by 2020-09-30' }),
      'Item 8 is now ongoing.',
    ],
    [
      'a start planned too late, in time',
      item(),
      planned,
      'Item 8 is now planned to start in 2020; it will miss its due date, end 2019.',
      '2019-12-01',
    ],
    [
      'the same, once it is missed',
      planned,
      planned,
      'Item 8 has missed its due date, end 2019.',
      '2020-02-01',
      '2019-12-01',
    ],
    [
      'the same, once the start is past',
      planned,
      planned,
      'Item 8 has missed its due date, end 2019. ',
      '2021-01-01',
      '2019-12-01',
    ],
    [
      'a start that may be too late',
      item('By mid-2020'),
      item('By mid-2020')
        .on('2019-06-01')
        .after('plan-start', { reason, fields: { start: '2020' } }),
      'Item 8 is now planned to start in 2020; it may miss its due date, mid-2020.',
      '2020-01-31',
    ],
    [
      'a start planned anew',
      planned,
      planned.on('2019-09-01').after('plan-start', { reason, fields: { start: 'By mid-2021' } }),
      'Item 8 is now planned to start by mid-2021 instead of in 2020; it may miss its due date, end 2019.',
      '2019-12-01',
      '2019-07-01',
    ],
    [
      'waiting and planned',
      item(),
      waiting(item()).after('plan-start', { reason, fields: { start: '2020' } }),
      `Item 8 was made to wait for the ${MAF} and is now planned to start in 2020; it has missed its due date, end 2019.`,
    ],
    [
      'waiting no longer',
      waiting(item()),
      waiting(item()).beside('maf', 'endorsed', framework).after('prerequisite-met', reaction),
      `Item 8 no longer waits for the ${MAF}, which is there.`,
      '2020-10-01',
      '2020-09-30',
    ],
    [
      'done on time',
      item(),
      item().on('2019-12-01').after('complete', { evidence }),
      'Item 8 was completed on 1 December 2019; it met its due date, end 2019. Evidence: GB.340/INS/6 ¶44.',
    ],
    [
      'done late',
      item(),
      later(item()).after('complete', { evidence }),
      'Item 8 was completed on 30 September 2020; it missed its due date, end 2019. Evidence: GB.340/INS/6 ¶44.',
    ],
    [
      'done, nobody knows when',
      item(),
      later(item()).after('complete', { evidence, effective: 'not stated' }),
      'Item 8 was completed; whether it met its due date, end 2019, is not on record. Evidence: GB.340/INS/6 ¶44.',
    ],
    [
      'a period that has ended',
      item('2019–20'),
      item('2019–20'),
      'Item 8: its period, 2019–20, has ended.',
      '2021-01-01',
      '2020-12-31',
    ],
    [
      'given up, with a successor',
      item(),
      later(item())
        .beside('9', 'agreed', actionItem)
        .after('discontinue', {
          by: 'registrar',
          decidedBy: 'governing-body',
          reason,
          fields: { successor: '9' },
        }),
      'Item 8 was discontinued on 30 September 2020 and was succeeded by item 9.',
    ],
    [
      'taken up again',
      begun.after('complete', { evidence }),
      begun.after('complete', { evidence }).on('2020-10-01').after('reopen', { by: 'approver', reason }),
      'Item 8 is ongoing again but has missed its due date, end 2019.',
      '2020-10-02',
      '2020-09-30',
    ],
    [
      'an extension asked for',
      item(),
      item()
        .on('2019-11-01')
        .after('request-extension', { reason, fields: { due: 'By mid-2020' } }),
      'Item 8: an extension of its due date to mid-2020 has been asked for.',
      '2019-11-30',
    ],
    [
      'an extension',
      item(),
      extended,
      'Item 8: its due date was extended from end 2019 to mid-2020 (reason given: COVID-19).',
      '2020-01-31',
    ],
    [
      'an extension that has passed too',
      item(),
      extended,
      'Item 8 has missed its due date, mid-2020. Its due date was extended from end 2019 to mid-2020 (reason given: COVID-19).',
      '2020-07-01',
    ],
    [
      'a partner',
      begun,
      begun.after('add-partner', { fields: { partner: 'ACT/EMP' } }),
      'Item 8: ACT/EMP was added as a partner.',
      '2020-10-01',
      '2020-09-30',
    ],
    [
      'two partners',
      begun,
      begun
        .after('add-partner', { fields: { partner: 'ACT/EMP' } })
        .after('add-partner', { fields: { partner: 'ACTRAV' } }),
      'Item 8: ACT/EMP and ACTRAV were added as partners.',
      '2020-10-01',
      '2020-09-30',
    ],
    [
      'a report',
      begun,
      begun.after('report-progress', { fields: { text: 'Half of it is written.' } }),
      'Item 8: progress was reported on 30 September 2020: “Half of it is written.”',
      '2020-10-01',
      '2020-09-30',
    ],
  ];
  it.each(cases.map(([what, before, after, sentence, ...days]) => ({ what, before, after, sentence, days })))(
    '$what',
    ({ before, after, sentence, days }) => {
      expect(said(before, after, ...days)).toBe(sentence.trim());
    },
  );

  it('a due date that was put right was not extended', () => {
    const { state } = item('By mid-2020');
    const due = state.due === null ? null : { ...state.due, revision: 2 };
    const [changed] = diff([item().state], [{ ...state, due }], '2019-03-31', '2019-04-01').components;
    expect(changed?.items[0]?.sentences).toEqual([
      'Item 8: its due date was changed from end 2019 to mid-2020.',
    ]);
  });

  it('parts, one and all', () => {
    const parts = [
      { id: '8a', title: 'How it can be followed' },
      { id: '8b', title: 'Further roles' },
    ];
    const none = later(item('2019–20', { parts })).after('start', { effective: '2020-01-01' });
    const one = none.after('complete-part', { evidence, fields: { part: '8a' } });
    const all = one.after('complete-part', { evidence, fields: { part: '8b' } });
    expect(said(none, one, '2020-10-01', '2020-09-30')).toBe(
      'Item 8: of its two parts “How it can be followed” was completed; one is open. Evidence: GB.340/INS/6 ¶44.',
    );
    expect(said(none, all, '2020-10-01', '2020-09-30')).toContain(
      'Item 8: both of its parts were completed.',
    );
  });

  it('who answers for it', () => {
    const assigned: ItemEvent = { type: 'Assigned', data: { owner: 'other', deputy: 'deputy' } };
    const on = { text: '2020-09-30', earliest: '2020-09-30', latest: '2020-09-30' };
    expect(said(begun, begun.recorded([assigned], 'registrar', on, null), '2020-10-01', '2020-09-30')).toBe(
      'Item 8: its focal point is now Amara Diop instead of Kate O’Brien.',
    );
  });

  it('an item that is new, and one that is gone', () => {
    const { state } = begun;
    const [fresh] = diff([], [state], '2020-09-30', '2020-09-30').components[0]?.items ?? [];
    expect(fresh?.kind).toBe('new');
    expect(fresh?.sentences).toEqual([
      'Item 8, “An assessment”, is new in the plan, due by end 2019; it is reported as “Ongoing”; it has missed its due date, end 2019.',
    ]);
    const [gone] = diff([state], [], '2020-09-30', '2020-09-30').components[0]?.items ?? [];
    expect(gone).toMatchObject({ kind: 'left', sentences: ['Item 8 is no longer in the plan.'] });
  });
});

describe('what changed in a plan', () => {
  const numbers = ['1', '2', '3', '4'];
  const all = (change: (scenario: Scenario, number: string) => Scenario): readonly ItemState[] =>
    numbers.map((number) => {
      const opening = { number, ordinal: Number(number), title: number };
      return change(item('2019–20', opening), number).state;
    });
  const before = all((scenario) => scenario);
  const withIds = (items: readonly ItemState[]) => items.map((one) => ({ ...one, item: one.number ?? '' }));
  const compared = (after: readonly ItemState[]) =>
    diff(withIds(before), withIds(after), '2019-03-31', '2020-09-30');

  it('names what is unchanged in one sentence, and says where everything stands', () => {
    const after = all((scenario, number) => (number === '2' ? later(scenario).after('start') : scenario));
    const { components: changed, unchanged, closing, opening } = compared(after);
    expect(changed.flatMap(({ items }) => items.map((one) => one.number))).toEqual(['2']);
    expect(unchanged).toEqual(['1', '3', '4']);
    expect(closing).toBe('Items 1, 3 and 4 are unchanged.');
    expect(opening).toEqual([
      'One of the plan’s four items changed between 31 March 2019 and 30 September 2020.',
      'On 30 September 2020, item 2 stood at “Ongoing” and items 1, 3 and 4 at “Agreed”.',
    ]);
  });

  it('says that nothing changed, without a list', () => {
    const { components: changed, closing, opening } = compared(before);
    expect([changed, closing, opening[0]]).toEqual([
      [],
      null,
      'Nothing changed in the plan between 31 March 2019 and 30 September 2020.',
    ]);
  });

  it('keeps the plan’s order, whatever order the items come in', () => {
    const after = all((scenario) => later(scenario).after('start')).toReversed();
    const order = compared(after).components.flatMap(({ items }) => items.map((one) => one.number));
    expect(order).toEqual(numbers);
  });
});

describe('whatever happened', () => {
  const steps: readonly ((scenario: Scenario) => Scenario)[] = [
    (one) => one.when('plan-start', { reason, fields: { start: '2020' } }).scenario,
    (one) => one.when('start', { effective: 'by 2020-09-30' }).scenario,
    (one) => one.when('complete', { evidence, effective: '2019' }).scenario,
    (one) => one.when('deliver-and-continue', { evidence }).scenario,
    (one) => one.when('report-progress', { fields: { text: 'A report' }, effective: 'June 2019' }).scenario,
    (one) => one.when('attach-evidence', { evidence }).scenario,
    (one) => one.when('add-partner', { fields: { partner: 'ACTRAV' } }).scenario,
    (one) => one.when('link-basis', { fields: { basis: 'A plan' } }).scenario,
    (one) => one.when('request-extension', { reason, fields: { due: 'By 2021' } }).scenario,
    (one) => one.when('extend-due', { by: 'approver', reason }).scenario,
    (one) => one.when('reopen', { by: 'approver', reason }).scenario,
    (one) =>
      one.when('discontinue', {
        by: 'registrar',
        decidedBy: 'governing-body',
        reason,
        effective: 'not stated',
      }).scenario,
  ];
  const day = fc.constantFrom(
    '2019-03-31',
    '2019-06-30',
    '2019-12-31',
    '2020-06-30',
    '2020-09-30',
    '2021-01-01',
  );

  it('there are sentences exactly where there are changes, each whole and in plain words', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(steps.length - 1), { maxLength: 10 }), day, day, (choices, one, other) => {
        const { events } = choices.reduce(
          (scenario, choice) => steps[choice]?.(scenario) ?? scenario,
          later(item()),
        );
        const [from, to] = [one, other].sort();
        const at = (on = '') => [foldItemAsOf(events, on)].filter((state) => state !== null);
        const { components: changed, unchanged } = diff(at(from), at(to), from ?? '', to ?? '');
        const items = changed.flatMap((component) => component.items);
        expect(items.length + unchanged.length).toBe(1);
        for (const { changes, sentences } of items) {
          expect(sentences.length > 0).toBe(changes.length > 0);
          for (const sentence of sentences)
            expect(sentence).toMatch(/^\p{Lu}(?!.*(undefined|null|NaN| {2}|\.\.)).*[.!?”]$/u);
        }
      }),
      { numRuns: 1000 },
    );
  });
});
