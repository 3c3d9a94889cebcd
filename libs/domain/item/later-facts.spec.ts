import {
  blockedBy,
  foldItemAsOf,
  isOverdue,
  isStartOwed,
  printStatus,
  startStanding,
  timeliness,
} from '#domain';
import { evidence, given, packType, type Scenario } from '#testing';

const actionItem = packType('action-item');
const framework = packType('framework-revision');
const PHRASE = 'following the revision and UNSDG endorsement of the Management and Accountability Framework';
const by = 'by 2020-09-30';
const reason = 'Late';
const cause = { stream: 'item:maf', position: 90, label: 'FrameworkRevisionEndorsed' };
const reaction = { by: 'system:prerequisites', fields: { item: 'maf' }, cause };

const planned = (number: string, due: string): Scenario =>
  given(actionItem, { number, due })
    .on('2020-09-30')
    .after('plan-start', { effective: by, reason, fields: { start: '2020' } });
const six = planned('6', 'By end 2019');
const seven = planned('7', 'By mid-2020');
const eleven = planned('11', 'By end 2019')
  .beside('maf', 'under_review', framework)
  .after('link-prerequisite', {
    effective: by,
    reason,
    ground: 'GB.340/INS/6 ¶7',
    fields: { prerequisite: 'maf', states: 'endorsed, issued, superseded', phrase: PHRASE },
  });
const endorsedOn = (day: string): Scenario =>
  eleven.on(day).beside('maf', 'endorsed', framework).after('prerequisite-met', reaction);
const withdrawnFrom = (scenario: Scenario): Scenario =>
  scenario.beside('maf', 'finalized', framework).after('prerequisite-unmet', reaction);

describe('what prints as facts change', () => {
  it('on the date of the paper', () => {
    expect([six, seven, eleven].map((one) => one.prints('2020-09-30'))).toEqual([
      'Starting 2020',
      'Starting 2020',
      `Starting 2020 ${PHRASE}`,
    ]);
    expect(given(actionItem, {}).prints('2019-03-31')).toBeNull();
  });

  it('MAF endorsed in 2020, 11 not begun: can proceed', () => {
    const met = endorsedOn('2020-10-05');
    expect(met.prints('2020-10-05')).toBe('Starting 2020');
    expect(blockedBy(actionItem, met.state)).toEqual([]);
    expect(met.possibility('start').allowed).toBe(true);
  });

  it('2021, MAF not endorsed', () => {
    expect([six, seven, eleven].map((one) => one.prints('2021-01-01'))).toEqual([
      'Not started',
      'Not started',
      `Not started; to start ${PHRASE}`,
    ]);
    expect(blockedBy(actionItem, eleven.state)).toEqual(['maf']);
  });

  it('MAF endorsed in 2021, 11 not begun: can proceed, and a new planned start is owed', () => {
    const met = endorsedOn('2021-02-01');
    expect(met.prints('2021-02-01')).toBe('Not started');
    expect(isStartOwed(met.state, '2021-02-01')).toBe(true);
    expect(isStartOwed(met.state, '2020-12-31')).toBe(false);
    expect(met.possibility('start').allowed).toBe(true);
  });

  it('endorsement withdrawn: planned, the phrase returns; ongoing, flagged', () => {
    const met = endorsedOn('2020-10-05');
    expect(withdrawnFrom(met).prints('2020-10-05')).toBe(`Starting 2020 ${PHRASE}`);
    const begun = withdrawnFrom(met.after('start'));
    expect(begun.prints('2020-10-05')).toBe('Ongoing');
    expect(begun.state.flags).toMatchObject([{ code: 'PREREQUISITE_WITHDRAWN', item: 'maf' }]);
    expect(blockedBy(actionItem, begun.state)).toEqual([]);
  });

  it.each([
    ['2019-12-31', 'on time'],
    ['2020-01-01', 'late'],
    ['2019', 'on time'],
    ['by 2020-09-30', 'unknown'],
    ['not stated', 'unknown'],
  ])('done on “%s”, due by the end of 2019: “Completed”, %s', (effective, expected) => {
    const done = given(actionItem, { due: 'By end 2019' })
      .on('2020-09-30')
      .after('complete', { effective, evidence });
    expect(done.prints('2020-09-30')).toBe('Completed');
    expect(timeliness(actionItem, done.state)).toBe(expected);
  });

  it.each([
    ['By October 2019', '2019-09-30', 'on time'],
    ['By October 2019', '2019-10-15', 'unknown'],
    ['By October 2019', '2019-11-01', 'late'],
    ['By October 2019', 'by 2019-09-30', 'on time'],
    ['By October 2019', 'by 2019-10-31', 'unknown'],
    ['By end March 2019', '2019', 'unknown'],
    ['2019–20', '2020-12-31', 'on time'],
    ['2019–20', '2021-01-01', 'late'],
    ['2019–20', '2020–21', 'unknown'],
  ])('due “%s”, done on “%s”: %s, by every reading or not at all', (due, effective, expected) => {
    const done = given(actionItem, { due, opened: '2019-01-01' })
      .on('2021-12-31')
      .after('complete', { effective, evidence });
    expect(timeliness(actionItem, done.state)).toBe(expected);
  });

  it('item 10, done “in 2019”, due by the end of March: never on time, never late', () => {
    const ten = given(actionItem, { due: 'By end March 2019' })
      .on('2019-12-31')
      .after('complete', { effective: '2019', evidence });
    expect(timeliness(actionItem, ten.state)).toBe('unknown');
  });

  it('one part of two: “Ongoing”', () => {
    const parts = [
      { id: '8a', title: 'First' },
      { id: '8b', title: 'Second' },
    ];
    const half = given(actionItem, { parts })
      .after('start')
      .after('complete-part', { fields: { part: '8a' }, evidence });
    expect(half.prints('2020-09-30')).toBe('Ongoing');
    expect(half.state.parts.map(({ done }) => done)).toEqual([true, false]);
  });

  it('lateness and extensions change no text', () => {
    const begun = given(actionItem, { due: 'By end 2019' }).on('2020-09-30').after('start');
    const extended = begun
      .after('request-extension', { fields: { due: 'By end 2020' }, reason })
      .after('extend-due', { by: 'approver' });
    expect([begun, extended].map((one) => one.prints('2020-09-30'))).toEqual(['Ongoing', 'Ongoing']);
    expect([begun, extended].map((one) => isOverdue(actionItem, one.state, '2020-09-30'))).toEqual([
      true,
      false,
    ]);
  });

  it('leaves braces in people’s own words alone', () => {
    const odd = given(actionItem, {})
      .beside('maf', 'draft', framework)
      .after('link-prerequisite', {
        reason,
        ground: 'x',
        fields: { prerequisite: 'maf', states: 'issued', phrase: 'after {start}' },
      })
      .after('plan-start', { fields: { start: '2020' } });
    expect(odd.prints('2019-03-31')).toBe('Starting 2020 after {start}');
  });
});

describe('overdue', () => {
  it.each([
    ['By end 2019', '2019-12-31', '2020-01-01'],
    ['By October 2019', '2019-10-31', '2019-11-01'],
    ['2019–20', '2020-12-31', '2021-01-01'],
  ])('“%s”: not on %s, on %s', (due, last, first) => {
    const { state } = given(actionItem, { due });
    expect(isOverdue(actionItem, state, last)).toBe(false);
    expect(isOverdue(actionItem, state, first)).toBe(true);
  });

  it('is nothing that is done, given up, or without a due date', () => {
    const due = 'By end 2019';
    const opened = given(actionItem, { due }).on('2020-09-30');
    const delivered = opened.after('deliver-and-continue', { evidence });
    const discontinued = opened.after('discontinue', { by: 'approver', reason });
    for (const one of [delivered, discontinued, given(actionItem, {})])
      expect(isOverdue(actionItem, one.state, '2020-09-30')).toBe(false);
  });
});

describe('a planned start against the due date', () => {
  const asPlanned = (due: string, start: string): Scenario =>
    given(actionItem, { due }).after('plan-start', { fields: { start }, reason });

  it.each([
    ['By end 2019', '2020', 'will miss', 'missed'],
    ['By mid-2020', '2020', 'may miss', 'missed'],
    ['By October 2019', 'October 2019', 'may miss', 'missed'],
    ['By end 2019', '2019-12-31', null, 'missed'],
    ['By end 2019', 'By 2021', 'may miss', 'missed'],
  ])('due “%s”, starting “%s”: %s, then %s', (due, start, before, after) => {
    const { state } = asPlanned(due, start);
    const last = state.due?.original.latest ?? '';
    expect(startStanding(state, last)).toBe(before);
    expect(startStanding(state, '2030-01-01')).toBe(after);
  });

  it('at the date of the paper 6, 7 and 11 have missed', () => {
    expect([six, seven, eleven].map((one) => startStanding(one.state, '2020-09-30'))).toEqual([
      'missed',
      'missed',
      'missed',
    ]);
  });

  it('says nothing any more once the work has begun or is given up', () => {
    expect(startStanding(six.after('start').state, '2021-01-01')).toBeNull();
    expect(
      startStanding(six.after('discontinue', { by: 'approver', reason }).state, '2021-01-01'),
    ).toBeNull();
  });
});

describe('as of a day', () => {
  const done = given(actionItem, { due: 'By end 2019' })
    .on('2020-09-30')
    .after('start', { effective: 'June 2019' })
    .after('complete', { effective: '2019', evidence })
    .after('reopen', { by: 'approver', reason });

  it.each([
    ['2019-03-30', undefined],
    ['2019-03-31', null],
    ['2019-06-29', null],
    ['2019-06-30', 'Ongoing'],
    ['2019-12-31', 'Completed'],
    ['2020-09-30', 'Ongoing'],
  ])('%s: %s', (day, printed) => {
    const state = foldItemAsOf(done.events, day);
    expect(state === null ? undefined : printStatus(actionItem, state, day)).toBe(printed);
  });

  it('“not stated” counts from the day it was recorded', () => {
    const unknown = given(actionItem, {})
      .on('2020-05-01')
      .after('complete', { effective: 'not stated', evidence });
    expect(foldItemAsOf(unknown.events, '2020-04-30')?.state).toBe('agreed');
    expect(foldItemAsOf(unknown.events, '2020-05-01')?.state).toBe('completed');
  });
});
