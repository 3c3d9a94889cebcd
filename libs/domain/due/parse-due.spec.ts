import fc from 'fast-check';
import { addDays, daysBetween, isDay } from './day.js';
import { exactly, parseEffectiveOn } from './effective-on.js';
import { dueExamples, parseDue } from './parse-due.js';

const refusalOf = (text: string) => {
  const parsed = parseDue(text);
  return parsed.ok ? parsed.due : parsed.refusal;
};
const aDay = fc
  .record({ from: fc.constant('1900-01-01'), days: fc.nat(400_000) })
  .map(({ from, days }) => addDays(from, days));

describe('a due text', () => {
  it.each([
    ['By end 2019', 'deadline', '2019-12-31', '2019-12-31', 'year', 1],
    ['By end March 2019', 'deadline', '2019-03-31', '2019-03-31', 'month', 1],
    ['By the end', null, '', '', '', 0],
    ['By mid-2019', 'deadline', '2019-06-30', '2019-06-30', 'half-year', 1],
    ['By mid-2020', 'deadline', '2020-06-30', '2020-06-30', 'half-year', 1],
    ['By October 2019', 'deadline', '2019-09-30', '2019-10-31', 'month', 2],
    ['By 2021', 'deadline', '2020-12-31', '2021-12-31', 'year', 2],
    ['By Q3 2020', 'deadline', '2020-06-30', '2020-09-30', 'quarter', 2],
    ['2019–20', 'period', '2019-01-01', '2020-12-31', 'period', 1],
    ['2019–2020', 'period', '2019-01-01', '2020-12-31', 'period', 1],
    ['By 2020-06-30', 'deadline', '2020-06-30', '2020-06-30', 'day', 1],
    ['2020-06-30', 'deadline', '2020-06-30', '2020-06-30', 'day', 1],
    ['30 June 2020', 'deadline', '2020-06-30', '2020-06-30', 'day', 1],
    ['2020', 'period', '2020-01-01', '2020-12-31', 'year', 1],
    ['February 2020', 'period', '2020-02-01', '2020-02-29', 'month', 1],
    ['third quarter of 2020', 'period', '2020-07-01', '2020-09-30', 'quarter', 1],
  ])('reads “%s”', (text, kind, earliest, latest, precision, readings) => {
    const parsed = parseDue(text);
    if (kind === null) {
      expect(parsed).toMatchObject({ ok: false });
      return;
    }
    expect(parsed).toMatchObject({ ok: true, due: { text, kind, earliest, latest, precision } });
    expect(parsed.ok && parsed.due.readings).toHaveLength(readings);
  });

  it('says what each of two readings means', () => {
    expect(refusalOf('By October 2019')).toMatchObject({
      readings: [
        { latest: '2019-09-30', meaning: 'before October 2019 begins' },
        { latest: '2019-10-31', meaning: 'by the end of October 2019' },
      ],
    });
  });

  it.each([
    ['2022-23', ['July–September 2022, “Q3 2022”', 'the years 2022 to 2023, “2022–23” with an en dash']],
    ['2020-21', ['January–March 2020, “Q1 2020”', 'the years 2020 to 2021, “2020–21” with an en dash']],
    ['2011-12', ['the month, “December 2011”', 'the years 2011 to 2012, “2011–12” with an en dash']],
    ['By 2022-23', ['July–September 2022, “Q3 2022”', 'the years 2022 to 2023, “2022–23” with an en dash']],
    ['2019-05', ['the month, “May 2019”']],
  ])('offers both meanings of “%s” with a hyphen', (text, meanings) => {
    const parsed = parseDue(text);
    expect(parsed).toMatchObject({
      ok: false,
      refusal: { code: 'DUE.AMBIGUOUS', facts: { readings: meanings } },
    });
    expect(!parsed.ok && parsed.readings?.map(({ meaning }) => meaning)).toEqual(meanings);
  });

  it.each([
    'early 2020',
    '',
    'soon',
    '2020–19',
    '2019-15',
    'By 2019–20',
    '2019-02-29',
    '31 June 2020',
    'By end 0300',
    'mid-March 2020',
  ])('refuses “%s” with examples', (text) => {
    const found = refusalOf(text);
    expect(found).toMatchObject({ code: 'DUE.UNREADABLE', facts: { text, examples: dueExamples } });
  });

  it('reads its own examples', () => {
    for (const example of dueExamples) expect(parseDue(example).ok).toBe(true);
  });

  it('never throws, keeps the text to the letter, and never ends before it begins', () => {
    const near = fc.tuple(
      fc.constantFrom('', 'By ', 'by end ', 'mid-'),
      fc.constantFrom('2019', 'March 2019', '2019–20', 'Q2 2020', '2020-02-30'),
      fc.string({ maxLength: 3 }),
    );
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      near.map((parts) => parts.join('')),
    );
    fc.assert(
      fc.property(text, (written) => {
        const parsed = parseDue(written);
        if (!parsed.ok) return parsed.refusal.message.length > 0;
        const { due } = parsed;
        const inOrder = due.readings.every(
          ({ earliest, latest }) => earliest <= latest && isDay(earliest) && isDay(latest),
        );
        return due.text === written && due.earliest <= due.latest && inOrder;
      }),
      { numRuns: 2000 },
    );
  });

  it('reads every day of the calendar as itself', () => {
    fc.assert(
      fc.property(aDay, (day) => {
        const parsed = parseDue(day);
        return parsed.ok && parsed.due.earliest === day && parsed.due.latest === day;
      }),
    );
  });
});

describe('days', () => {
  it('count on over months, years and leap days', () => {
    expect(addDays('2020-02-28', 1)).toBe('2020-02-29');
    expect(addDays('2019-02-28', 1)).toBe('2019-03-01');
    expect(addDays('2100-02-28', 1)).toBe('2100-03-01');
    expect(addDays('2020-01-01', -1)).toBe('2019-12-31');
    expect(daysBetween('2019-03-31', '2020-09-30')).toBe(549);
  });

  it('come back from wherever they are moved', () => {
    fc.assert(
      fc.property(aDay, fc.integer({ min: -100_000, max: 100_000 }), (day, days) => {
        const moved = addDays(day, days);
        return isDay(moved) && addDays(moved, -days) === day && daysBetween(day, moved) === days;
      }),
    );
  });

  it('agree with the calendar of the machine', () => {
    fc.assert(
      fc.property(aDay, fc.nat(1000), (day, days) => {
        const date = new Date(`${day}T00:00:00Z`);
        date.setUTCDate(date.getUTCDate() + days);
        return addDays(day, days) === date.toISOString().slice(0, 10);
      }),
    );
  });
});

describe('when something was true', () => {
  it.each([
    ['2020-10-02', '2020-10-02', '2020-10-02'],
    ['2 October 2020', '2020-10-02', '2020-10-02'],
    ['by 2020-09-30', null, '2020-09-30'],
    ['By end 2019', null, '2019-12-31'],
    ['2019', '2019-01-01', '2019-12-31'],
    ['June 2019', '2019-06-01', '2019-06-30'],
    ['by October 2019', null, '2019-10-31'],
    ['not stated', null, null],
  ])('reads “%s”', (text, earliest, latest) => {
    expect(parseEffectiveOn(text)).toEqual({ ok: true, effectiveOn: { text, earliest, latest } });
  });

  it('refuses what it cannot read, and says what else there is', () => {
    expect(parseEffectiveOn('recently')).toMatchObject({
      ok: false,
      refusal: {
        code: 'DUE.UNREADABLE',
        field: 'effectiveOn',
        message: expect.stringContaining('not stated'),
      },
    });
    expect(parseEffectiveOn('2022-23')).toMatchObject({ ok: false, refusal: { code: 'DUE.AMBIGUOUS' } });
  });

  it('is known to the day, where it is', () => {
    expect(exactly('2020-10-02')).toEqual({
      text: '2020-10-02',
      earliest: '2020-10-02',
      latest: '2020-10-02',
    });
  });
});
