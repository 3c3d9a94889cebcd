import { type Corrected, effectiveHistory, exactly, foldItem, foldItemAsOf } from '#domain';
import { evidence, given, packType, type Scenario } from '#testing';

const actionItem = packType('action-item');

const begun = given(actionItem, { due: 'By end 2019' })
  .on('2020-09-30')
  .after('start', { effective: '2019-06-01' })
  .after('report-progress', { effective: '2019-07-01', fields: { text: 'Half of it' } })
  .after('complete', { effective: '2020-03-01', evidence });
const [START, PROGRESS, COMPLETE] = [3, 4, 5];

function correcting(scenario: Scenario, version: number, said: Partial<Corrected['data']>): Scenario {
  const target = scenario.events[version - 1];
  if (target === undefined || target.type === 'Corrected') throw new Error(`No event ${version} to correct.`);
  const { position, type } = target;
  const data = { target: { version, position, type, label: type }, changes: [], reason: 'Mistyped', ...said };
  return scenario.recorded([{ type: 'Corrected', data }], 'focal', exactly('2020-09-30'), null);
}

describe('a history with corrections', () => {
  it('is the record itself where there are none', () => {
    expect(effectiveHistory(begun.events)).toBe(begun.events);
  });

  it('has the corrected event in its original’s place, recorded when the original was', () => {
    const effectiveOn = exactly('2019-05-01');
    const { events } = correcting(begun, START, {
      replacement: { effectiveOn, decidedBy: 'governing-body' },
    });
    const history = effectiveHistory(events);
    expect(history.map(({ version }) => version)).toEqual(events.map(({ version }) => version));
    expect(history[START - 1]).toEqual({ ...events[START - 1], effectiveOn, decidedBy: 'governing-body' });
    expect(foldItem(events)?.begunOn).toEqual(effectiveOn);
    expect(foldItemAsOf(events, '2019-05-01')?.state).toBe('ongoing');
    expect(foldItemAsOf(events, '2019-04-30')?.state).toBe('agreed');
  });

  it('leaves a voided event out; the item is at the version that the correction brought it to', () => {
    const { events } = correcting(begun, COMPLETE, { void: true });
    expect(foldItem(events)).toMatchObject({ state: 'ongoing', doneOn: null, version: 7 });
    expect(foldItemAsOf(events, '2020-03-01')?.state).toBe('ongoing');
  });

  it('adds several corrections of one event up, part by part', () => {
    const first = correcting(begun, START, { replacement: { effectiveOn: exactly('2019-05-01') } });
    const second = correcting(first, START, { replacement: { decidedBy: 'governing-body' } });
    expect(effectiveHistory(second.events)[START - 1]).toMatchObject({
      effectiveOn: { text: '2019-05-01' },
      decidedBy: 'governing-body',
    });
  });

  it('brings a voided event back once it is corrected', () => {
    const voided = correcting(begun, COMPLETE, { void: true });
    const back = correcting(voided, COMPLETE, { replacement: { effectiveOn: exactly('2020-04-01') } });
    expect(foldItem(back.events)).toMatchObject({ state: 'completed', doneOn: { text: '2020-04-01' } });
  });

  it('before the correction was on record is as it was', () => {
    const { events } = correcting(begun, PROGRESS, { void: true });
    expect(foldItem(events.slice(0, -1))?.progress).toMatchObject({ text: 'Half of it' });
    expect(foldItem(events)?.progress).toBeNull();
  });
});

describe('a step beside the lifecycle, put on record late', () => {
  it('does not take the item along to where it stood when it was recorded', () => {
    const { events } = given(actionItem, {})
      .on('2020-09-30')
      .after('start', { effective: '2020-01-01' })
      .after('report-progress', { effective: '2019-06-01', fields: { text: 'A pilot, before the start' } });
    expect(foldItemAsOf(events, '2019-06-01')).toMatchObject({
      state: 'agreed',
      begunOn: null,
      progress: { text: 'A pilot, before the start' },
    });
    expect(foldItemAsOf(events, '2020-01-01')?.state).toBe('ongoing');
  });
});
