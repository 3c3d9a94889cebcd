import type { EffectiveOn } from '#domain';

// The page is in English (`lang="en"`), so its days are too, whatever the browser's own language.
const days = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'long',
  year: 'numeric',
  timeZone: 'UTC',
});
const instants = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'long',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  timeZone: 'UTC',
});
const dayPattern = /^\d{4}-\d{2}-\d{2}$/;

/** "30 September 2020" of an ISO day or instant; anything else comes back as it is. */
export function dayText(day: string): string {
  const date = new Date(dayPattern.test(day) ? `${day}T00:00:00Z` : day);
  return Number.isNaN(date.getTime()) ? day : days.format(date);
}

/** "30 September 2020 at 14:05 UTC" of an instant. */
export function instantText(instant: string): string {
  const date = new Date(instant);
  return Number.isNaN(date.getTime()) ? instant : `${instants.format(date)} UTC`;
}

/** When something was recorded; a simulated clock knows days only. */
export const recordedText = (instant: string): string =>
  /T00:00:00(\.0+)?Z$/.test(instant) ? dayText(instant) : instantText(instant);

/** When something was true, as written; a bare ISO day in words. */
export const effectiveText = ({ text }: EffectiveOn): string => daysInWords(text);

/** A sentence of the server's with its ISO days in words. */
export const daysInWords = (text: string): string =>
  text.replace(/\b\d{4}-\d{2}-\d{2}\b/g, (day) => dayText(day));

/** True for a complete day that a person can mean: while a year is being typed, browsers report the year 2. */
export const isPlausibleDay = (text: string): boolean =>
  dayPattern.test(text) && text >= '1900' && text < '2200';

/** What "as on record on" says: a day, an instant, or an entry's number. */
export function knownAtText(knownAt: string): string {
  if (knownAt.startsWith('@')) return `entry ${knownAt.slice(1)}`;
  return dayPattern.test(knownAt) ? dayText(knownAt) : instantText(knownAt);
}
