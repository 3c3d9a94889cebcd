import { isDay } from '../due/day.js';
import { dayInWords } from '../due/day-in-words.js';
import type { DueForm, EffectiveOn } from '../due/due-form.js';
import { listed, quoted } from '../sentence.js';

/** Days as figures within a text, in words: "by 2020-09-30" → "by 30 September 2020". */
const withDaysInWords = (text: string): string =>
  text.replaceAll(/\d{4}-\d{2}-\d{2}/g, (found) => (isDay(found) ? dayInWords(found) : found));

const plain = (text: string): string => withDaysInWords(text.trim());

/** A due date as a noun: "By end 2019" → "end 2019". */
export const dueNoun = ({ text }: DueForm): string => plain(text).replace(/^by\s+/i, '');

/** When something is or was, within a sentence: "in 2020", "by mid-2020", "on 12 March 2021". */
export function whenPhrase(text: string): string {
  const words = plain(text);
  if (/^by\s/i.test(words)) return `by ${words.slice(3)}`;
  if (/^\d{1,2}\s+\p{L}+\s+\d{4}$/u.test(words)) return `on ${words}`;
  if (/^(end|beginning)\b/i.test(words))
    return `at the ${lowerFirst(words).replace(/^(end|beginning)\s+(?!of\s)/, '$1 of ')}`;
  if (/^(mid|early|late|first|second|third|fourth)\b/i.test(words)) {
    const article = /^(mid|early|late)/i.test(words) ? '' : 'the ';
    return `in ${article}${lowerFirst(words)}`;
  }
  return `in ${words}`;
}

/** The same of a fact, with a blank before it; nothing where the source states no day. */
export const happened = ({ text, latest }: EffectiveOn): string =>
  latest === null ? '' : ` ${whenPhrase(text)}`;

const lowerFirst = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);
export const upperFirst = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** A thing by its title: "the Management and Accountability Framework", or in quotes where it is no proper name. */
export function named(title: string): string {
  const words = title.split(/\s+/).filter((word) => word.length > 3);
  const isName = words.length > 0 && words.every((word) => /^[\p{Lu}\d]/u.test(word));
  return isName && !/^(the|an?)\s/i.test(title) ? `the ${title}` : quoted(title);
}

const NUMBERS = [
  ...['no', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'],
  ...['eleven', 'twelve'],
];

/** Up to which a number stands in words, and may begin a sentence. */
export const mostInWords = NUMBERS.length - 1;

/** 2 → "two"; figures above twelve. */
export const inWords = (count: number): string => NUMBERS[count] ?? String(count);

/** "one chapter", "two chapters" */
export const counted = (count: number, one: string, many = `${one}s`): string =>
  `${inWords(count)} ${count === 1 ? one : many}`;

const MOST_NAMED = 15;

/** Items by their numbers: "item 3", "items 3 and 10"; by their count where they are too many to read. */
export function numbered(numbers: readonly string[]): string {
  if (numbers.length === 1) return `item ${numbers[0]}`;
  return numbers.length > MOST_NAMED ? `${numbers.length} items` : `items ${listed(numbers)}`;
}

/** A person's own words as the end of a sentence, with one full stop. */
export const ended = (words: string): string => (/[.!?…][”"’)]?$/.test(words) ? words : `${words}.`);

/** "was" of one, "were" of more */
export const were = (count: number): string => (count === 1 ? 'was' : 'were');
