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

/** 1–12 for an English month's name in any case; 0 for anything else. */
export function monthNumber(name: string): number {
  const lower = name.toLowerCase();
  return MONTHS.findIndex((month) => month.toLowerCase() === lower) + 1;
}

/** @param month 1–12 */
export const monthName = (month: number): string => MONTHS[month - 1] ?? '';
