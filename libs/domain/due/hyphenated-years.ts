import { dayOf, firstOfMonth, lastOfMonth } from './day.js';
import type { DueReading } from './due-form.js';
import { monthName } from './months.js';

/**
 * What "2022-23" with a hyphen can mean. ISO 8601-2 (EDTF) reads two digits after the year as a month
 * (01–12) or as a division of it, of which 21–24 are read as quarters; people mean the years 2022 and 2023.
 * @param tail the two digits after the hyphen
 */
export function hyphenatedReadings(year: number, tail: string): readonly DueReading[] {
  const number = Number(tail);
  const readings: DueReading[] = [];
  if (number >= 1 && number <= 12)
    readings.push({
      earliest: firstOfMonth(year, number),
      latest: lastOfMonth(year, number),
      meaning: `the month, “${monthName(number)} ${year}”`,
    });
  if (number >= 21 && number <= 24) {
    const quarter = number - 20;
    const [from, to] = [quarter * 3 - 2, quarter * 3];
    readings.push({
      earliest: firstOfMonth(year, from),
      latest: lastOfMonth(year, to),
      meaning: `${monthName(from)}–${monthName(to)} ${year}, “Q${quarter} ${year}”`,
    });
  }
  const last = Math.floor(year / 100) * 100 + number;
  if (last > year)
    readings.push({
      earliest: dayOf(year, 1, 1),
      latest: dayOf(last, 12, 31),
      meaning: `the years ${year} to ${last}, “${year}–${tail}” with an en dash`,
    });
  return readings;
}
