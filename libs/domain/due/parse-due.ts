import { nearest } from '../nearest.js';
import { type Refusal, refuse } from '../refusal.js';
import { addDays, dayOf, firstOfMonth, isDay, lastOfMonth } from './day.js';
import type { Day, DueForm, DueReading, Period, Precision } from './due-form.js';
import { inRange, plainly, readDay, readSpan, type Span, yearIn } from './due-span.js';
import { hyphenatedReadings } from './hyphenated-years.js';
import { MONTHS, monthName } from './months.js';

export type DueParse =
  | { readonly ok: true; readonly due: DueForm }
  | { readonly ok: false; readonly refusal: Refusal; readonly readings?: readonly DueReading[] };

/** What a text is read with, besides itself. */
export interface DueSources {
  /** Periods of the organisation's own, by the names that a text may use. */
  readonly periods?: readonly Period[];
  /** The last day in time, as a person says who put the text on record: for one that cannot be read by itself. */
  readonly latest?: Day;
}

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

const BY = /^(?:by|no later than|not later than|on or before|until|till)\s+/i;
const BEFORE = /^(?:before|prior to)\s+/i;
/** Words that only say that what follows is a time. */
const DURING = /^(?:in|during|within|on)\s+/i;
const EDGE = /^(end|mid|middle|beginning|start)(?:-| )(?:of )?(?:the )?(.+)$/i;
const HYPHENATED = /^(\d{4})-(\d{2})$/;
const SLASHED_YEARS = /^(\d{4})\/(\d{2})$/;
const NUMERIC = /^(\d{1,2})([./])(\d{1,2})\2(\d{4})$/;

/** Whether it leaves open how much earlier: "by 2020-09-30", "before March 2021". */
export const leavesOpen = (text: string): boolean => BY.test(text.trim()) || BEFORE.test(text.trim());

/**
 * Reads a due text. "By" before a span of time has two readings, before it begins and by its end; without
 * "By" a span is a period. Years 1900–2999; years apart from each other take an en dash ("2019–20").
 * Refused with `DUE.AMBIGUOUS` and the readings offered, or with `DUE.UNREADABLE` and examples, unless
 * `latest` says by when: then the text stays as written and the reading says that a person gave the day.
 */
export function parseDue(text: string, { periods = [], latest }: DueSources = {}): DueParse {
  const read = readText(text, periods);
  return latest === undefined ? read : settled(text, read, latest);
}

/**
 * Whether a text that cannot be read says nothing of a date at all ("as resources allow"), so that it may
 * stand for a due date without one. A year or a month in it means that a date was meant.
 */
export function namesNoDate(text: string): boolean {
  return text.trim() !== '' && !/\d{2}/.test(text) && !new RegExp(MONTHS.join('|'), 'i').test(text);
}

function readText(text: string, periods: readonly Period[]): DueParse {
  const plain = plainly(text);
  const isBy = BY.test(plain);
  const rest = plainly(plain.replace(BY, ''));
  const hyphenated = HYPHENATED.exec(rest) ?? SLASHED_YEARS.exec(rest);
  if (hyphenated !== null) return years(text, isBy, rest, Number(hyphenated[1]), String(hyphenated[2]));
  const numeric = NUMERIC.exec(rest);
  if (numeric !== null) return numbers(text, [Number(numeric[1]), Number(numeric[3]), Number(numeric[4])]);
  if (BEFORE.test(plain)) return before(text, plainly(plain.replace(BEFORE, '')), periods);

  const said = isBy ? rest : plainly(rest.replace(DURING, ''));
  const deadline = readDeadline(said, periods);
  if (deadline !== null) return read(text, 'deadline', deadline.precision, [single(deadline)]);
  const span = readSpan(said, periods);
  if (span === null) return unreadable(text, periods);
  if (!isBy) return read(text, 'period', span.precision, [whole(span)]);
  if (span.isRange === true) return unreadable(text, periods);
  return read(text, 'deadline', span.precision, byReadings(span));
}

/** A day, or the beginning, middle or end of something: one day, whichever way it is read. */
function readDeadline(text: string, periods: readonly Period[]): Span | null {
  const day = readDay(text);
  if (day !== null) return at(day, 'day', text);
  const [, which = '', of = ''] = EDGE.exec(text) ?? [];
  const span = which === '' ? null : readSpan(of, periods);
  if (span === null) return null;
  switch (which.toLowerCase()) {
    case 'end':
      return at(span.last, span.precision, `the end of ${span.name}`);
    case 'beginning':
    case 'start':
      return at(span.first, span.precision, `the beginning of ${span.name}`);
    default:
      return middle(span);
  }
}

/** 30 June of a year, the 15th of a month; of anything else nobody has said where the middle is. */
function middle({ first, precision, name }: Span): Span | null {
  if (precision === 'year') return at(lastOfMonth(yearIn(first), 6), 'half-year', `the middle of ${name}`);
  if (precision === 'month') return at(addDays(first, 14), 'half-month', `the middle of ${name}`);
  return null;
}

const at = (day: Day, precision: Precision, name: string): Span => ({
  first: day,
  last: day,
  precision,
  name,
});

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
  const dayBefore = addDays(first, -1);
  return [
    { earliest: dayBefore, latest: dayBefore, meaning: `before ${name} begins` },
    { earliest: last, latest: last, meaning: `by the end of ${name}` },
  ];
}

function before(text: string, of: string, periods: readonly Period[]): DueParse {
  const span = readDeadline(of, periods) ?? readSpan(of, periods);
  if (span === null) return unreadable(text, periods);
  const day = addDays(span.first, -1);
  return read(text, 'deadline', span.precision, [
    { earliest: day, latest: day, meaning: `before ${span.name}` },
  ]);
}

/** "2021-03" can only be the month; "2022-23" and "2011-12" may be years, and are never guessed at. */
function years(text: string, isBy: boolean, written: string, year: number, tail: string): DueParse {
  const readings = inRange(year) ? hyphenatedReadings(year, tail) : [];
  const [only] = readings;
  const month = Number(tail);
  if (written.includes('-') && only !== undefined && readings.length === 1 && month >= 1 && month <= 12) {
    const name = `${monthName(month)} ${year}`;
    const span = { first: firstOfMonth(year, month), last: lastOfMonth(year, month), name } as const;
    const precision = 'month';
    return isBy
      ? read(text, 'deadline', precision, byReadings({ ...span, precision }))
      : read(text, 'period', precision, [whole({ ...span, precision })]);
  }
  const offered = written.includes('/')
    ? readings.filter(({ meaning }) => meaning.includes('en dash'))
    : readings;
  return ambiguous(text, offered);
}

/** "3/4/2021" is 3 April or 4 March, depending on where one comes from. */
function numbers(text: string, [one, other, year]: readonly [number, number, number]): DueParse {
  const days = [
    [one, other],
    [other, one],
  ] as const;
  const readings = days.flatMap(([day, month]): readonly DueReading[] => {
    const written = dayOf(year, month, day);
    if (!inRange(year) || !isDay(written)) return [];
    return [{ earliest: written, latest: written, meaning: `“${day} ${monthName(month)} ${year}”` }];
  });
  return ambiguous(text, one === other ? readings.slice(0, 1) : readings);
}

function read(
  text: string,
  kind: DueForm['kind'],
  precision: Precision,
  readings: readonly DueReading[],
): DueParse {
  const [first] = readings;
  const last = readings.at(-1);
  if (first === undefined || last === undefined) return unreadable(text, []);
  return {
    ok: true,
    due: { text, kind, earliest: first.earliest, latest: last.latest, precision, readings },
  };
}

/** What becomes of a text for which a person says by when: one of its readings is chosen, or the day given. */
function settled(text: string, parsed: DueParse, latest: Day): DueParse {
  if (!isDay(latest) || !inRange(yearIn(latest))) {
    const message = `“${latest}” is no day; write it as 2020-09-30.`;
    return { ok: false, refusal: refuse('DUE.LATEST_INVALID', message, { text, latest }) };
  }
  if (text.trim() === '') return parsed;
  const readings = parsed.ok ? parsed.due.readings : (parsed.readings ?? []);
  const chosen = readings.find((reading) => reading.latest === latest);
  if (chosen !== undefined) {
    const { earliest } = chosen;
    const form = parsed.ok ? parsed.due : { text, kind: 'period' as const, precision: 'period' as const };
    return { ok: true, due: { ...form, earliest, latest, readings: [chosen] } };
  }
  if (parsed.ok) {
    const days = readings.map((reading) => reading.latest).join(' or ');
    const message = `“${text}” is read as ${days}, not ${latest}. Leave the day out, or write another text.`;
    return { ok: false, refusal: refuse('DUE.LATEST_DIFFERS', message, { text, latest, readings: days }) };
  }
  const given: DueReading = { earliest: latest, latest, meaning: `by ${latest}, a day that a person gave` };
  return {
    ok: true,
    due: { text, kind: 'deadline', earliest: latest, latest, precision: 'day', readings: [given] },
  };
}

function ambiguous(text: string, readings: readonly DueReading[]): DueParse {
  if (readings.length === 0) return unreadable(text, []);
  const offered = readings.map(({ meaning }) => meaning);
  const message = `“${text}” can be read in more than one way. Write what is meant: ${offered.join('; or ')}.`;
  return { ok: false, refusal: refuse('DUE.AMBIGUOUS', message, { text, readings: offered }), readings };
}

function unreadable(text: string, periods: readonly Period[]): DueParse {
  const examples = [...dueExamples, ...periods.slice(0, 3).map(({ name }) => name)];
  const listed = examples.map((example) => `“${example}”`).join(', ');
  const message = `“${text}” cannot be read as a date.${hintAt(text, periods)} These can: ${listed}.`;
  return { ok: false, refusal: refuse('DUE.UNREADABLE', message, { text, examples }) };
}

function hintAt(text: string, periods: readonly Period[]): string {
  if (/\b(?:early|late)\b/i.test(text))
    return ' Nobody can say when “early” ends or “late” begins: write a month or a quarter, or say by which day.';
  const said = plainly(plainly(text).replace(BY, '').replace(EDGE, '$2'));
  const near = nearest(
    said,
    periods.map(({ name }) => name),
  );
  return near === null ? '' : ` Did you mean “${near}”?`;
}
