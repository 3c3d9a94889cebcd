import fc from 'fast-check';
import { addDays, daysBetween, isDay } from './day.js';
import type { Period } from './due-form.js';
import { exactly, parseEffectiveOn } from './effective-on.js';
import { dueExamples, namesNoDate, parseDue } from './parse-due.js';

const refusalOf = (text: string) => {
  const parsed = parseDue(text);
  return parsed.ok ? parsed.due : parsed.refusal;
};
const terms: readonly Period[] = [
  { name: 'Term 1 2025', from: '2025-01-28', until: '2025-04-11' },
  { name: 'Term 2 2025', from: '2025-04-28', until: '2025-07-04' },
];
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
    ['1st Quarter, 2018', 'period', '2018-01-01', '2018-03-31', 'quarter', 1],
    ['Q3 2021', 'period', '2021-07-01', '2021-09-30', 'quarter', 1],
    ['2021 Q3', 'period', '2021-07-01', '2021-09-30', 'quarter', 1],
    ['By the end of the second quarter of 2021', 'deadline', '2021-06-30', '2021-06-30', 'quarter', 1],
    ['end of June 2022', 'deadline', '2022-06-30', '2022-06-30', 'month', 1],
    ['second half of 2021', 'period', '2021-07-01', '2021-12-31', 'half-year', 1],
    ['by 2021', 'deadline', '2020-12-31', '2021-12-31', 'year', 2],
    ['2022–23', 'period', '2022-01-01', '2023-12-31', 'period', 1],
    ['12 March 2021', 'deadline', '2021-03-12', '2021-03-12', 'day', 1],
    ['12th of March, 2021', 'deadline', '2021-03-12', '2021-03-12', 'day', 1],
    ['March 12, 2021', 'deadline', '2021-03-12', '2021-03-12', 'day', 1],
    ['12 Mar. 2021', 'deadline', '2021-03-12', '2021-03-12', 'day', 1],
    ['Sept 2021', 'period', '2021-09-01', '2021-09-30', 'month', 1],
    ['mid-March 2021', 'deadline', '2021-03-15', '2021-03-15', 'half-month', 1],
    ['By the beginning of 2021', 'deadline', '2021-01-01', '2021-01-01', 'year', 1],
    ['2021-03', 'period', '2021-03-01', '2021-03-31', 'month', 1],
    ['By 2021-03', 'deadline', '2021-02-28', '2021-03-31', 'month', 2],
    ['2021-03-01/2021-06-30', 'period', '2021-03-01', '2021-06-30', 'period', 1],
    ['2021-11/2022-02', 'period', '2021-11-01', '2022-02-28', 'period', 1],
    ['March–June 2021', 'period', '2021-03-01', '2021-06-30', 'period', 1],
    ['1 March to 30 June 2021', 'period', '2021-03-01', '2021-06-30', 'period', 1],
    ['No later than 30 June 2021', 'deadline', '2021-06-30', '2021-06-30', 'day', 1],
    ['Before March 2021', 'deadline', '2021-02-28', '2021-02-28', 'month', 1],
    ['In 2019', 'period', '2019-01-01', '2019-12-31', 'year', 1],
    ['Term 1 2025', 'period', '2025-01-28', '2025-04-11', 'period', 1],
    ['By end of term 1 2025', 'deadline', '2025-04-11', '2025-04-11', 'period', 1],
    ['By Term 1 2025', 'deadline', '2025-01-27', '2025-04-11', 'period', 2],
    ['Term 1 2025 – Term 2 2025', 'period', '2025-01-28', '2025-07-04', 'period', 1],
  ])('reads “%s”', (text, kind, earliest, latest, precision, readings) => {
    const parsed = parseDue(text, { periods: terms });
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
    ['2022/23', ['the years 2022 to 2023, “2022–23” with an en dash']],
    ['3/4/2021', ['“3 April 2021”', '“4 March 2021”']],
    ['25.12.2021', ['“25 December 2021”']],
  ])('offers what “%s” can mean', (text, meanings) => {
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
    'late March 2020',
    'mid-Q2 2020',
    'fifth quarter of 2020',
    'third half of 2020',
    'June–March 2021',
    '2021-03-01/..',
    'Before',
  ])('refuses “%s” with examples', (text) => {
    const found = refusalOf(text);
    expect(found).toMatchObject({ code: 'DUE.UNREADABLE', facts: { text, examples: dueExamples } });
  });

  it('reads its own examples', () => {
    for (const example of dueExamples) expect(parseDue(example).ok).toBe(true);
  });

  it('says what is near, and what nobody can say', () => {
    const said = (text: string) => {
      const parsed = parseDue(text, { periods: terms });
      return parsed.ok ? '' : parsed.refusal.message;
    };
    expect(said('By end of Trem 1 2025')).toContain('Did you mean “Term 1 2025”?');
    expect(said('Early 2021')).toContain('Nobody can say when “early” ends');
    expect(said('whenever')).toContain('“Term 1 2025”, “Term 2 2025”.');
  });

  it('stays as written where a person says by which day', () => {
    expect(parseDue('As resources allow', { latest: '2022-12-31' })).toEqual({
      ok: true,
      due: {
        ...{ text: 'As resources allow', kind: 'deadline', precision: 'day' },
        ...{ earliest: '2022-12-31', latest: '2022-12-31' },
        readings: [
          {
            ...{ earliest: '2022-12-31', latest: '2022-12-31' },
            meaning: 'by 2022-12-31, a day that a person gave',
          },
        ],
      },
    });
    // A text with readings: the day chooses one.
    expect(parseDue('2022-23', { latest: '2023-12-31' })).toMatchObject({
      ok: true,
      due: { text: '2022-23', earliest: '2022-01-01', latest: '2023-12-31', readings: [{}] },
    });
    expect(parseDue('By October 2019', { latest: '2019-09-30' })).toMatchObject({
      ok: true,
      due: { earliest: '2019-09-30', latest: '2019-09-30', precision: 'month' },
    });
    expect(parseDue('By end 2019', { latest: '2020-12-31' })).toMatchObject({
      refusal: { code: 'DUE.LATEST_DIFFERS' },
    });
    expect(parseDue('soon', { latest: '2021-02-30' })).toMatchObject({
      refusal: { code: 'DUE.LATEST_INVALID' },
    });
    expect(parseDue(' ', { latest: '2021-02-28' })).toMatchObject({ refusal: { code: 'DUE.UNREADABLE' } });
  });

  it.each([
    ['As resources allow', true],
    ['Ongoing', true],
    ['Phase 2', true],
    ['By end 20l9', false],
    ['Erly March', false],
    ['Q5 2021', false],
    ['', false],
  ])('knows whether “%s” names no date at all: %s', (text, none) => {
    expect(namesNoDate(text)).toBe(none);
  });

  it('keeps the text and the day, whatever a person says about whatever text', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1, maxLength: 40 }), aDay, (text, latest) => {
        const parsed = parseDue(text, { latest });
        if (!parsed.ok) return text.trim() === '' || parsed.refusal.code === 'DUE.LATEST_DIFFERS';
        return parsed.due.text === text && parsed.due.latest === latest && parsed.due.earliest <= latest;
      }),
    );
  });

  it('is no later for an earlier year, and “before”, “by” and “by end of” come in that order', () => {
    const spans = ['March', 'Q1', '2nd quarter of', 'first half of', 'Nov', ''].map((span) => `${span} `);
    const anything = fc.record({
      span: fc.constantFrom(...spans),
      year: fc.integer({ min: 1901, max: 2998 }),
    });
    const latest = (text: string): string => {
      const parsed = parseDue(text);
      if (!parsed.ok) throw new Error(parsed.refusal.message);
      return parsed.due.latest;
    };
    fc.assert(
      fc.property(anything, fc.constantFrom('', 'By ', 'By end ', 'Before '), ({ span, year }, how) => {
        const isMonotone = latest(`${how}${span}${year}`) < latest(`${how}${span}${year + 1}`);
        const before = latest(`Before ${span}${year}`);
        const end = latest(`By end of ${span}${year}`);
        return isMonotone && before < end && latest(`By ${span}${year}`) === end;
      }),
    );
  });

  it('reads a period by its name, and any range between two days', () => {
    fc.assert(
      fc.property(aDay, fc.integer({ min: 1, max: 1000 }), (from, days) => {
        const until = addDays(from, days);
        const periods = [{ name: 'Cycle A', from, until }];
        const named = parseDue('by the end of cycle a', { periods });
        const range = parseDue(`${from}/${until}`);
        return (
          named.ok &&
          named.due.latest === until &&
          range.ok &&
          range.due.earliest === from &&
          range.due.latest === until
        );
      }),
    );
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
