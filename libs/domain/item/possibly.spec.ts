import {
  effectiveHistory,
  exactly,
  type PossibleState,
  possibleOn,
  possibleStates,
  printStatus,
} from '#domain';
import { evidence, given, packType, type Scenario } from '#testing';

const actionItem = packType('action-item');

const all = ({ events }: Scenario): readonly PossibleState[] => possibleStates(effectiveHistory(events));
const on = (scenario: Scenario, day: string): readonly string[] =>
  possibleOn(all(scenario), day).map(({ state }) => state);
const opened = given(actionItem, { due: 'By end March 2019', opened: '2019-01-01' }).on('2020-09-30');

describe('what an item may possibly have been', () => {
  it('is told from the earliest day of a step up to the day from which it counts', () => {
    const ten = opened.after('complete', { effective: '2019', evidence });
    expect(all(ten)).toMatchObject([{ state: 'completed', since: '2019-01-01', until: '2019-12-31' }]);
    expect(on(ten, '2018-12-31')).toEqual([]);
    expect(on(ten, '2019-01-01')).toEqual(['completed']);
    expect(on(ten, '2019-12-30')).toEqual(['completed']);
    expect(on(ten, '2019-12-31')).toEqual([]);
  });

  it.each([
    ['by 2020-03-31', '2020-03-31'],
    ['not stated', '2020-09-30'],
  ])('where nothing bounds it (“%s”), is told since the step before it', (effective, until) => {
    const done = opened
      .after('start', { effective: '2019-06-01' })
      .after('complete', { effective, evidence });
    expect(all(done)).toMatchObject([{ state: 'completed', since: '2019-06-01', until }]);
  });

  it('before any step since the opening, and never before the step before it may have been', () => {
    const both = opened
      .after('start', { effective: 'June 2019' })
      .after('complete', { effective: '2019', evidence });
    expect(all(both)).toMatchObject([
      { state: 'ongoing', since: '2019-06-01', until: '2019-06-30' },
      { state: 'completed', since: '2019-06-01', until: '2019-12-31' },
    ]);
    expect(on(both, '2019-06-15')).toEqual(['ongoing', 'completed']);
    expect(on(both, '2019-07-01')).toEqual(['completed']);
    expect(all(opened.after('start', { effective: 'by 2020-09-30' }))).toMatchObject([
      { since: '2019-01-01', until: '2020-09-30' },
    ]);
  });

  it('is nothing where the day is known, and nothing for what moves no state', () => {
    const known = opened
      .after('start', { effective: '2019-06-01' })
      .after('report-progress', { effective: '2019', fields: { text: 'Half of it' } });
    expect(all(known)).toEqual([]);
  });

  it('prints as it would', () => {
    const planned = opened.after('plan-start', {
      effective: '2019',
      fields: { start: '2020' },
      reason: 'Late',
    });
    const [possible] = all(planned);
    if (possible === undefined) throw new Error('It may have been planned.');
    expect(printStatus(actionItem, possible.facts, '2019-06-01')).toBe('Starting 2020');
  });

  it('follows a correction of the day', () => {
    const ten = opened.after('complete', { effective: '2019', evidence });
    const target = { version: 3, position: 3, type: 'Transitioned', label: 'ActionItemCompleted' } as const;
    const replacement = { effectiveOn: exactly('2019-05-02') };
    const known = ten.recorded(
      [{ type: 'Corrected', data: { target, replacement, changes: [], reason: 'The minutes say so' } }],
      'focal',
      exactly('2020-09-30'),
      null,
    );
    expect(all(known)).toEqual([]);
  });
});
