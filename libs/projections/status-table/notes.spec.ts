import { foldItem, type ItemEvent, type Recorded } from '#domain';
import { deadline, followUp, given, opened, packType, via } from '#testing';
import { notesOn } from './notes.js';

const effectiveOn = { text: '2020-01-01', earliest: '2020-01-01', latest: '2020-01-01' };

/** The item after these events, all of the first day of 2020. */
function itemAfter(...events: readonly ItemEvent[]) {
  const recorded = events.map((event, index) => ({
    ledger: 'main',
    position: index + 1,
    stream: 'item:one',
    version: index + 1,
    schemaVersion: 1,
    recordedAt: '2020-01-01T00:00:00.000000Z',
    effectiveOn,
    decidedBy: null,
    actor: 'tester',
    commandId: 'c',
    correlationId: 'c',
    causationId: null,
    ...event,
  }));
  const state = foldItem(recorded satisfies readonly Recorded<ItemEvent>[]);
  if (state === null) throw new Error('The item was not opened.');
  return state;
}

const opening = opened('One');
const due: ItemEvent = { type: 'DueSet', data: { due: deadline('By mid-2020', '2020-06-30') } };
const planned: ItemEvent = {
  type: 'StartPlanned',
  data: {
    via: via('plan-start', 'agreed', 'planned', 'StartPlanned'),
    start: deadline('2020', '2020-12-31'),
    outlook: 'may-miss',
  },
};
const waits = (met: boolean): ItemEvent => ({
  type: 'PrerequisiteLinked',
  data: {
    via: via('link', 'agreed', 'agreed', 'PrerequisiteLinked'),
    prerequisite: { item: 'maf', states: ['endorsed'], phrase: 'following it' },
    met,
  },
});
const started: ItemEvent = {
  type: 'Transitioned',
  data: { via: via('start', 'planned', 'ongoing', 'Started') },
};

describe('notes beside a row', () => {
  it.each([
    ['up to the due date', '2020-06-30', ['planned start may miss the due date']],
    ['after it', '2020-07-01', ['planned start missed']],
    ['after the planned start', '2021-01-01', ['planned start missed', 'a new planned start is owed']],
  ])('of a planned start, %s', (_when, day, notes) => {
    expect(notesOn(followUp, itemAfter(opening, due, planned), day)).toEqual(notes);
  });

  it('say that an item can proceed once what it waited for is there, and not before', () => {
    expect(notesOn(followUp, itemAfter(opening, waits(false), planned), '2021-01-01')).toEqual([]);
    expect(notesOn(followUp, itemAfter(opening, waits(true), planned), '2020-10-01')).toEqual([
      'can proceed',
    ]);
    expect(notesOn(followUp, itemAfter(opening, waits(true), planned), '2021-01-01')).toEqual([
      'can proceed',
      'a new planned start is owed',
    ]);
  });

  it('are silent about the start once the work has begun', () => {
    expect(notesOn(followUp, itemAfter(opening, due, waits(true), planned, started), '2021-01-01')).toEqual(
      [],
    );
  });

  it('count parts', () => {
    const parts = [
      { id: 'a', title: 'A' },
      { id: 'b', title: 'B' },
    ];
    const inParts: ItemEvent = { ...opening, data: { ...opening.data, parts } } as ItemEvent;
    const done: ItemEvent = {
      type: 'PartCompleted',
      data: { via: via('complete-part', 'ongoing', 'ongoing', 'PartCompleted'), part: 'a', evidence: [] },
    };
    expect(notesOn(followUp, itemAfter(inParts, started, done), '2020-10-01')).toEqual(['1 of 2 parts']);
  });

  it('ask to close or carry over what was due within a period that has ended', () => {
    const period: ItemEvent = {
      type: 'DueSet',
      data: {
        due: {
          ...deadline('2019–20', '2020-12-31'),
          kind: 'period',
          earliest: '2019-01-01',
          precision: 'period',
        },
      },
    };
    expect(notesOn(followUp, itemAfter(opening, period), '2020-12-31')).toEqual([]);
    expect(notesOn(followUp, itemAfter(opening, period), '2021-01-01')).toEqual([
      'period ended: close or carry over',
    ]);
  });

  it('row 17: say which line’s clearance is still awaited, of the present text', () => {
    const framework = packType('framework-revision');
    const finalized = given(framework, { lines: ['entity', 'resident-coordinator'] }).after('finalize');
    const one = finalized.after('clear', { by: 'clear-entity', fields: { line: 'entity' } });
    const both = one.after('clear', { by: 'clear-rc', fields: { line: 'resident-coordinator' } });
    const said = [finalized, one, both].map(({ state }) => notesOn(framework, state, '2019-03-31'));
    expect(said).toEqual([
      ['awaiting clearance on the line entity, resident-coordinator'],
      ['awaiting clearance on the line resident-coordinator'],
      [],
    ]);
  });
});
