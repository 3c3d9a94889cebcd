import { type Refusal, refuse } from '../refusal.js';
import { addDays, dayOf, firstOfMonth, isDay, lastOfMonth } from './day.js';
import type { Day, DueForm, DueReading, Precision } from './due-form.js';
import { hyphenatedReadings } from './hyphenated-years.js';
import { MONTHS, monthNumber } from './months.js';

export type DueParse =
  | { readonly ok: true; readonly due: DueForm }
  | { readonly ok: false; readonly refusal: Refusal; readonly readings?: readonly DueReading[] };

/** What a due text may look like, for people who wrote one that cannot be read. */
export const dueExamples = [
  'By end 2019',
  'By mid-2020',
  'By end March 2019',
  'By October 2019',
  'By 2021',
  'By 2020-06-30',
  '30 June 2020',
  '2019–20',
  'Q3 2020',
  'March 2019',
  '2020',
] as const;

interface Span {
  readonly first: Day;
  readonly last: Day;
  readonly precision: Precision;
  /** "October 2019" */
  readonly name: string;
}

const FIRST_YEAR = 1900;
const LAST_YEAR = 2999;
const MONTH_NAMES = MONTHS.join('|');
const QUARTERS = ['first', 'second', 'third', 'fourth'];

const EDGE = new RegExp(`^(end|mid)(?:-|\\s+(?:of\\s+)?)(?:(${MONTH_NAMES})\\s+)?(\\d{4})$`, 'i');
const PERIOD = /^(\d{4})–(\d{2}|\d{4})$/;
const HYPHENATED = /^(?:by\s+)?(\d{4})-(\d{2})$/i;
const YEAR = /^\d{4}$/;
const MONTH = new RegExp(`^(${MONTH_NAMES})\\s+(\\d{4})$`, 'i');
const QUARTER = /^(?:Q([1-4])|(first|second|third|fourth)\s+quarter(?:\s+of)?)\s+(\d{4})$/i;
const WRITTEN_DAY = new RegExp(`^(\\d{1,2})\\s+(${MONTH_NAMES})\\s+(\\d{4})$`, 'i');

/**
 * Reads a due text. "By" before a span of time has two readings, before it begins and by its end; without
 * "By" a span is a period. Years 1900–2999; years apart from each other take an en dash ("2019–20").
 * Refused with `DUE.AMBIGUOUS` and the readings offered, or with `DUE.UNREADABLE` and examples.
 */
export function parseDue(text: string): DueParse {
  const plain = text.trim();
  const hyphenated = HYPHENATED.exec(plain);
  if (hyphenated !== null) return ambiguous(text, Number(hyphenated[1]), String(hyphenated[2]));
  const by = /^by\s+/i.exec(plain);
  const rest = by === null ? plain : plain.slice(by[0].length);

  const deadline = parseDeadline(rest);
  if (deadline !== null) return read(text, 'deadline', deadline.precision, [single(deadline)]);
  const span = parseSpan(rest);
  if (span === null) return unreadable(text);
  if (by === null) return read(text, 'period', span.precision, [whole(span)]);
  return span.precision === 'period'
    ? unreadable(text)
    : read(text, 'deadline', span.precision, byReadings(span));
}

/** A day, or the end or middle of something: one day, whichever way it is read. */
function parseDeadline(text: string): Span | null {
  const day = isDay(text) ? text : writtenDay(text);
  if (day !== null)
    return inRange(Number(day.slice(0, 4))) ? { first: day, last: day, precision: 'day', name: text } : null;
  const edge = EDGE.exec(text);
  if (edge === null) return null;
  const [, which = '', month, yearText = ''] = edge;
  const year = Number(yearText);
  if (!inRange(year)) return null;
  if (which.toLowerCase() === 'mid') {
    if (month !== undefined) return null;
    return at(lastOfMonth(year, 6), 'half-year', `the middle of ${year}`);
  }
  return month === undefined
    ? at(lastOfMonth(year, 12), 'year', `the end of ${year}`)
    : at(lastOfMonth(year, monthNumber(month)), 'month', `the end of ${month} ${year}`);
}

const at = (day: Day, precision: Precision, name: string): Span => ({
  first: day,
  last: day,
  precision,
  name,
});

function writtenDay(text: string): Day | null {
  const match = WRITTEN_DAY.exec(text);
  if (match === null) return null;
  const [, day = '', month = '', year = ''] = match;
  const written = dayOf(Number(year), monthNumber(month), Number(day));
  return isDay(written) ? written : null;
}

/** A stretch of days: a year, a quarter, a month, "2019–20". */
function parseSpan(text: string): Span | null {
  if (YEAR.test(text)) return months(Number(text), 1, 12, 'year', text);
  const month = MONTH.exec(text);
  if (month !== null) {
    const number = monthNumber(month[1] ?? '');
    return months(Number(month[2]), number, number, 'month', text);
  }
  const quarter = QUARTER.exec(text);
  if (quarter !== null) {
    const [, digit, word = '', year = ''] = quarter;
    const number = digit === undefined ? QUARTERS.indexOf(word.toLowerCase()) + 1 : Number(digit);
    return months(Number(year), number * 3 - 2, number * 3, 'quarter', text);
  }
  const period = PERIOD.exec(text);
  if (period === null) return null;
  const [, from = '', to = ''] = period;
  const last = Number(to.length === 4 ? to : from.slice(0, 2) + to);
  if (last <= Number(from) || !inRange(Number(from)) || !inRange(last)) return null;
  return { first: dayOf(Number(from), 1, 1), last: dayOf(last, 12, 31), precision: 'period', name: text };
}

function months(year: number, from: number, to: number, precision: Precision, name: string): Span | null {
  if (!inRange(year)) return null;
  return { first: firstOfMonth(year, from), last: lastOfMonth(year, to), precision, name };
}

const inRange = (year: number): boolean => year >= FIRST_YEAR && year <= LAST_YEAR;

const single = ({ last, name }: Span): DueReading => ({
  earliest: last,
  latest: last,
  meaning: `by ${name}`,
});
const whole = ({ first, last, name }: Span): DueReading => ({
  earliest: first,
  latest: last,
  meaning: `from the beginning to the end of ${name}`,
});

function byReadings({ first, last, name }: Span): readonly DueReading[] {
  const before = addDays(first, -1);
  return [
    { earliest: before, latest: before, meaning: `before ${name} begins` },
    { earliest: last, latest: last, meaning: `by the end of ${name}` },
  ];
}

function read(
  text: string,
  kind: DueForm['kind'],
  precision: Precision,
  readings: readonly [DueReading, ...DueReading[]] | readonly DueReading[],
): DueParse {
  const [first] = readings;
  const last = readings.at(-1);
  if (first === undefined || last === undefined) return unreadable(text);
  return {
    ok: true,
    due: { text, kind, earliest: first.earliest, latest: last.latest, precision, readings },
  };
}

function ambiguous(text: string, year: number, tail: string): DueParse {
  const readings = inRange(year) ? hyphenatedReadings(year, tail) : [];
  if (readings.length === 0) return unreadable(text);
  const offered = readings.map(({ meaning }) => meaning);
  const message = `“${text}” can be read in more than one way. Write what is meant: ${offered.join('; or ')}.`;
  return { ok: false, refusal: refuse('DUE.AMBIGUOUS', message, { text, readings: offered }), readings };
}

function unreadable(text: string): DueParse {
  const examples = dueExamples.map((example) => `“${example}”`).join(', ');
  const message = `“${text}” cannot be read as a due date. These can: ${examples}.`;
  return { ok: false, refusal: refuse('DUE.UNREADABLE', message, { text, examples: dueExamples }) };
}
