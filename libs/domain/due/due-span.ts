import { dayOf, firstOfMonth, isDay, lastOfMonth } from './day.js';
import type { Day, Period, Precision } from './due-form.js';
import { MONTH_WORD, monthNumber } from './months.js';

/** A stretch of days that a text names. */
export interface Span {
  readonly first: Day;
  readonly last: Day;
  readonly precision: Precision;
  /** "October 2019" */
  readonly name: string;
  /** "By" it can be read in two ways; not so a stretch with a beginning and an end of its own. */
  readonly isRange?: boolean;
}

const FIRST_YEAR = 1900;
const LAST_YEAR = 2999;
const ORDINALS = ['first', 'second', 'third', 'fourth'];
const ORDINAL = '(first|second|third|fourth|1st|2nd|3rd|4th)';
const END = '(?:,? (?:of )?(?:the year )?)(\\d{4})';

const YEAR = /^(?:the year )?(\d{4})$/i;
const MONTH = new RegExp(`^(${MONTH_WORD}),? (?:of )?(\\d{4})$`, 'i');
const QUARTER = new RegExp(`^(?:Q([1-4])|${ORDINAL} quarter)${END}$`, 'i');
const YEAR_QUARTER = /^(\d{4})[ -]?Q([1-4])$/i;
const HALF = new RegExp(`^(?:H([12])|${ORDINAL} half)${END}$`, 'i');
const DAY_MONTH = new RegExp(`^(\\d{1,2})(?:st|nd|rd|th)? (?:of )?(${MONTH_WORD}),? (\\d{4})$`, 'i');
const MONTH_DAY = new RegExp(`^(${MONTH_WORD}) (\\d{1,2})(?:st|nd|rd|th)?,? (\\d{4})$`, 'i');
const ISO_MONTH = /^(\d{4})-(\d{2})$/;
const YEARS = /^(\d{4}) ?– ?(\d{2})$/;
const RANGE = /^(?:from )?(.+?)(?: ?– ?| to )(.+)$/i;

export const inRange = (year: number): boolean => year >= FIRST_YEAR && year <= LAST_YEAR;
export const yearIn = (day: Day): number => Number(day.slice(0, 4));

/** "the  Third quarter" → "Third quarter": what is left once blanks and an article are out of the way. */
export const plainly = (text: string): string => text.trim().replaceAll(/\s+/g, ' ').replace(/^the /i, '');

/** One day, however it is written: ISO 8601, "12 March 2021", "March 12, 2021". */
export function readDay(text: string): Day | null {
  if (isDay(text)) return inRange(yearIn(text)) ? text : null;
  const [, dayText, monthText, yearText] = DAY_MONTH.exec(text) ?? swapped(MONTH_DAY.exec(text));
  if (dayText === undefined || monthText === undefined) return null;
  const written = dayOf(Number(yearText), monthNumber(monthText), Number(dayText));
  return isDay(written) && inRange(yearIn(written)) ? written : null;
}

const swapped = (match: readonly string[] | null): readonly (string | undefined)[] =>
  match === null ? [] : [match[0], match[2], match[1], match[3]];

/** A stretch of days: a year, half a year, a quarter, a month, from one to another, or a period of the organisation's own. */
export function readSpan(text: string, periods: readonly Period[]): Span | null {
  return named(text, periods) ?? calendarSpan(text) ?? isoInterval(text) ?? range(text, periods);
}

function named(text: string, periods: readonly Period[]): Span | null {
  const wanted = plainly(text).toLowerCase();
  const found = periods.find(({ name }) => plainly(name).toLowerCase() === wanted);
  return found === undefined
    ? null
    : { first: found.from, last: found.until, precision: 'period', name: found.name };
}

function calendarSpan(text: string): Span | null {
  const year = YEAR.exec(text);
  if (year !== null) return months(Number(year[1]), 1, 12, 'year', text);
  const month = MONTH.exec(text);
  if (month !== null) {
    const number = monthNumber(month[1] ?? '');
    return months(Number(month[2]), number, number, 'month', text);
  }
  const turned = YEAR_QUARTER.exec(text);
  if (turned !== null) return part(Number(turned[1]), Number(turned[2]), 3, text);
  const quarter = QUARTER.exec(text);
  if (quarter !== null) return part(Number(quarter[3]), ordinal(quarter), 3, text);
  const half = HALF.exec(text);
  if (half !== null) return part(Number(half[3]), ordinal(half), 6, text);
  return null;
}

const ordinal = ([, digit, word = '']: readonly (string | undefined)[]): number =>
  Number(digit ?? /^\d/.exec(word)?.[0] ?? ORDINALS.indexOf(word.toLowerCase()) + 1);

/** One of a year's quarters or halves; there is no third half. */
function part(year: number, number: number, length: 3 | 6, name: string): Span | null {
  if (number * length > 12) return null;
  return months(
    year,
    (number - 1) * length + 1,
    number * length,
    length === 3 ? 'quarter' : 'half-year',
    name,
  );
}

function months(year: number, from: number, to: number, precision: Precision, name: string): Span | null {
  if (!inRange(year)) return null;
  return { first: firstOfMonth(year, from), last: lastOfMonth(year, to), precision, name };
}

/** ISO 8601: "2021-03-01/2021-06-30", "2021-03/2021-06", "2021/2022". */
function isoInterval(text: string): Span | null {
  const [from, to, more] = text.split('/').map(isoSpan);
  if (from === null || from === undefined || to === null || to === undefined || more !== undefined)
    return null;
  return between(from, to, text);
}

function isoSpan(text: string): Span | null {
  if (isDay(text)) return day(text);
  const month = ISO_MONTH.exec(text);
  if (month === null) return /^\d{4}$/.test(text) ? months(Number(text), 1, 12, 'year', text) : null;
  const number = Number(month[2]);
  return number >= 1 && number <= 12 ? months(Number(month[1]), number, number, 'month', text) : null;
}

const day = (text: string): Span | null => {
  const read = readDay(text);
  return read === null ? null : { first: read, last: read, precision: 'day', name: text };
};

/** "2019–20", "March–June 2021", "1 March to 30 June 2021": what the end says of the year holds for the beginning. */
function range(text: string, periods: readonly Period[]): Span | null {
  const short = YEARS.exec(text);
  const whole = short === null ? text : `${short[1]}–${short[1]?.slice(0, 2)}${short[2]}`;
  const [, fromText = '', toText = ''] = RANGE.exec(whole) ?? [];
  const one = (written: string): Span | null =>
    named(written, periods) ?? calendarSpan(written) ?? day(written);
  const to = one(toText);
  if (to === null) return null;
  const from = one(fromText) ?? one(`${fromText} ${yearIn(to.last)}`);
  return from === null ? null : between(from, to, text);
}

function between(from: Span, to: Span, name: string): Span | null {
  if (from.first >= to.first || from.last >= to.last) return null;
  return { first: from.first, last: to.last, precision: 'period', name, isRange: true };
}
