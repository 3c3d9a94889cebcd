import { given, packType } from '#testing';
import { reasonsOn } from './reasons.js';

const actionItem = packType('action-item');
const item = given(actionItem, { number: '6', due: 'By mid-2020' });
const codesOn = (scenario: typeof item, day: string) =>
  reasonsOn(actionItem, scenario.state, day).map(({ code }) => code);
const sentencesOn = (scenario: typeof item, day: string) =>
  reasonsOn(actionItem, scenario.state, day).map(({ sentence }) => sentence);

it('says when it is due soon, today, or overdue', () => {
  const begun = item.on('2020-05-01').after('start');
  expect(sentencesOn(begun, '2020-05-30')).toEqual([]);
  expect(sentencesOn(begun, '2020-05-31')).toEqual(['Due in 30 days, on 2020-06-30.']);
  expect(sentencesOn(begun, '2020-06-30')).toEqual(['Due today.']);
  expect(sentencesOn(begun, '2020-07-01')).toEqual(['Overdue by 1 day, since 2020-06-30.']);
});

it('asks for a planned start where there is none or it has passed, and says what it misses', () => {
  expect(sentencesOn(item, '2019-04-01')).toEqual(['No start is planned.']);
  const planned = item.after('plan-start', { fields: { start: '2020' }, reason: 'Staff' });
  expect(codesOn(planned, '2020-01-01')).toEqual([]);
  expect(sentencesOn(planned, '2020-07-01')).toEqual([
    'Overdue by 1 day, since 2020-06-30.',
    'The planned start “2020” has missed the due date.',
  ]);
  expect(sentencesOn(planned, '2021-01-01')[1]).toBe('A new planned start is owed: “2020” has passed.');
  expect(codesOn(planned.on('2020-02-01').after('start'), '2020-02-01')).toEqual([]);
});

it('asks for progress of what has begun, from the day of the last report', () => {
  const begun = item.on('2019-06-01').after('start');
  expect(codesOn(begun, '2019-08-29')).toEqual([]);
  expect(sentencesOn(begun, '2019-08-30')).toEqual([
    'No progress has been reported since it began (2019-06-01).',
  ]);
  const reported = begun.on('2019-09-01').after('report-progress', { fields: { text: 'Half' } });
  expect(codesOn(reported, '2019-09-02')).toEqual([]);
  expect(sentencesOn(reported, '2019-11-30')).toEqual(['No progress has been reported for 90 days.']);
  const undated = begun.on('2019-09-01').after('report-progress', {
    fields: { text: 'Half' },
    effective: 'not stated',
  });
  expect(codesOn(undated, '2020-05-01')).toEqual([]);
});

it('shows an objection to the present text, and what is flagged', () => {
  const framework = packType('framework-revision');
  const maf = given(framework, { lines: ['entity', 'resident-coordinator'] }).after('finalize');
  const objected = maf.after('object', {
    by: 'clear-entity',
    fields: { line: 'entity', comment: 'See ¶4' },
  });
  expect(reasonsOn(framework, objected.state, '2019-04-01')).toEqual([
    { code: 'objected', sentence: 'Objected to on the line entity: See ¶4.' },
  ]);
  const early = item.after('attach-evidence', { evidence: [{ kind: 'paragraph', reference: '¶45' }] });
  expect(codesOn(early, '2019-04-01')).toEqual(['start-owed', 'flagged']);
});
