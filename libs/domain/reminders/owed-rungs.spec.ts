import fc from 'fast-check';
import { addDays, type DueForm, owedRungs, parseDue, type ReminderSchedule } from '#domain';

const schedule: ReminderSchedule = {
  rungs: [
    { id: '30-days-before', days: -30, to: ['owner'] },
    { id: '7-days-before', days: -7, to: ['owner'] },
    { id: 'overdue', days: 1, every: 30, to: ['owner', 'deputy'] },
  ],
};

function due(text: string): DueForm {
  const parsed = parseDue(text);
  if (!parsed.ok) throw new Error(parsed.refusal.message);
  return parsed.due;
}
const owed = (day: string, handled: readonly string[] = [], text = 'By end 2019') =>
  owedRungs(schedule, due(text), day, new Set(handled)).map(({ id, dueOn }) => `${id} ${dueOn}`);

describe('the rungs owed', () => {
  it('fall due one after the other, counted from the latest day', () => {
    expect(owed('2019-11-30')).toEqual([]);
    expect(owed('2019-12-01')).toEqual(['30-days-before 2019-12-01']);
    expect(owed('2019-12-31').at(-1)).toBe('7-days-before 2019-12-24');
    expect(owed('2020-01-01').at(-1)).toBe('overdue 2020-01-01');
    expect(owed('2019-11-01', [], 'By October 2019').at(-1)).toBe('overdue 2019-11-01');
  });

  it('repeat as often as the schedule says', () => {
    expect(owed('2020-03-01').slice(-3)).toEqual([
      'overdue 2020-01-01',
      'overdue.2 2020-01-31',
      'overdue.3 2020-03-01',
    ]);
  });

  it('are settled by a later one that was handled', () => {
    expect(owed('2020-02-01', ['overdue.2'])).toEqual([]);
    expect(owed('2020-03-01', ['overdue.2'])).toEqual(['overdue.3 2020-03-01']);
    expect(owed('2020-01-02', ['30-days-before'])).toEqual([
      '7-days-before 2019-12-24',
      'overdue 2020-01-01',
    ]);
  });

  it('grow day by day, never fall due ahead of the day, and have ids of their own', () => {
    fc.assert(
      fc.property(fc.integer({ min: -60, max: 2000 }), (days) => {
        const day = addDays('2019-12-31', days);
        const today = owedRungs(schedule, due('By end 2019'), day);
        const before = owedRungs(schedule, due('By end 2019'), addDays(day, -1));
        const ids = new Set(today.map(({ id }) => id));
        return (
          ids.size === today.length &&
          today.every(({ dueOn }) => dueOn <= day) &&
          before.every(({ id }, index) => today[index]?.id === id) &&
          today.length - before.length <= 1
        );
      }),
    );
  });
});
