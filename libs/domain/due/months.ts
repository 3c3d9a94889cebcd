export const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
] as const;

/** A month's name, or its first letters: "Sep", "Sept.". For a regular expression that ignores case. */
export const MONTH_WORD = `(?:${MONTHS.join('|')}|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)\\b\\.?)`;

/** 1–12 for an English month's name or its first three letters, in any case; 0 for anything else. */
export function monthNumber(name: string): number {
  const lower = name.toLowerCase().replace(/\.$/, '');
  if (lower.length < 3) return 0;
  return MONTHS.findIndex((month) => month.toLowerCase() === lower || isShort(lower, month)) + 1;
}

const isShort = (lower: string, month: string): boolean =>
  lower === month.slice(0, 3).toLowerCase() || (lower === 'sept' && month === 'September');

/** @param month 1–12 */
export const monthName = (month: number): string => MONTHS[month - 1] ?? '';
