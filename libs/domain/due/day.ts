import type { Day, Instant } from './due-form.js';

/** A calendar day taken apart; month and day count from 1. */
interface Civil {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

const DAY = /^(\d{4})-(\d{2})-(\d{2})$/;
const MONTH_LENGTHS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

const isLeap = (year: number): boolean => year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);

/** Days in a month (1–12) of a year; 0 for a month that does not exist. */
function monthLength(year: number, month: number): number {
  return month === 2 && isLeap(year) ? 29 : (MONTH_LENGTHS[month - 1] ?? 0);
}

/** The day taken apart, or null where the calendar has no such day. */
function civil(text: string): Civil | null {
  const match = DAY.exec(text);
  if (match === null) return null;
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  return day >= 1 && day <= monthLength(year, month) ? { year, month, day } : null;
}

/** Whether the text is a day that the calendar has: `2020-02-29`, not `2019-02-29`. */
export const isDay = (text: string): text is Day => civil(text) !== null;

/** @param year 0–9999 */
export function dayOf(year: number, month: number, day: number): Day {
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}

export const firstOfMonth = (year: number, month: number): Day => dayOf(year, month, 1);
export const lastOfMonth = (year: number, month: number): Day => dayOf(year, month, monthLength(year, month));

/** The UTC day of an instant: on what day the ledger recorded it. */
export const dayOfInstant = (instant: Instant): Day => instant.slice(0, 10);

/**
 * The day so many days later, or earlier for a negative number.
 * Method: Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms", days_from_civil and back.
 * @throws RangeError where `day` is no day of the calendar
 */
export function addDays(day: Day, days: number): Day {
  return fromSerial(serial(day) + days);
}

/** Days from `from` to `to`; negative where `to` comes first. */
export const daysBetween = (from: Day, to: Day): number => serial(to) - serial(from);

export const laterOf = (one: Day, other: Day): Day => (one < other ? other : one);
export const earlierOf = (one: Day, other: Day): Day => (other < one ? other : one);

/** Days since 0000-03-01, so that a leap day ends its year. */
function serial(text: Day): number {
  const found = civil(text);
  if (found === null) throw new RangeError(`"${text}" is no day of the calendar.`);
  const year = found.month > 2 ? found.year : found.year - 1;
  const era = Math.floor(year / 400);
  const yearOfEra = year - era * 400;
  const dayOfYear = Math.floor((153 * ((found.month + 9) % 12) + 2) / 5) + found.day - 1;
  const leaps = Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100);
  return era * 146_097 + yearOfEra * 365 + leaps + dayOfYear;
}

function fromSerial(days: number): Day {
  const era = Math.floor(days / 146_097);
  const dayOfEra = days - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra -
      Math.floor(dayOfEra / 1460) +
      Math.floor(dayOfEra / 36_524) -
      Math.floor(dayOfEra / 146_096)) /
      365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shifted = Math.floor((5 * dayOfYear + 2) / 153);
  const month = shifted < 10 ? shifted + 3 : shifted - 9;
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
  return dayOf(year, month, dayOfYear - Math.floor((153 * shifted + 2) / 5) + 1);
}
