import type { Day } from './due-form.js';
import { monthName } from './months.js';

/** "2020-09-30" → "30 September 2020" */
export function dayInWords(day: Day): string {
  const [year = '', month = '', date = ''] = day.split('-');
  return `${Number(date)} ${monthName(Number(month))} ${year}`;
}
