import { z } from 'zod';
import { idPattern } from '#domain';

/** The kinds of value that requests are made of, each with a message that says what would be right. */
export const id = z
  .string()
  .regex(idPattern, 'must be an id: lower-case letters, digits, dots, hyphens, at most 100 characters')
  .meta({ description: 'An id, such as `maf`', examples: ['maf'] });

/** An item as a person names it: its id, or its number in the plan while that is unambiguous. */
export const itemRef = z
  .string()
  .max(100, 'must be an item’s id or its number')
  .refine((value) => /^\S(?:[^\p{Cc}]*\S)?$/u.test(value), 'must be an item’s id or its number')
  .meta({ description: 'An item’s id, or its number while that is unambiguous', examples: ['11', 'maf'] });

const isCalendarDay = (text: string): boolean => {
  const date = new Date(`${text}T00:00:00Z`);
  // The calendar of the record begins with the year 1.
  return !text.startsWith('0000') && !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
};

export const day = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/, { error: 'must be a day, YYYY-MM-DD', abort: true })
  .refine(isCalendarDay, 'is not a day of the calendar')
  .meta({ description: 'A day, YYYY-MM-DD', format: 'date', examples: ['2020-09-30'] });

/** A line of text: not blank, and no longer than it may be stored. */
export const text = (longest = 2000) =>
  z
    .string()
    .max(longest, `must have at most ${longest} characters`)
    .refine((value) => value.trim() !== '', 'must not be blank');

export const illustrative = z
  .array(z.enum(['day', 'person', 'link', 'reason', 'step']))
  .max(5)
  .meta({ description: 'What had to be invented about the fact' });

export const decision = z
  .strictObject({ session: text(200).optional(), reference: text(200).optional() })
  .meta({ description: 'The session at which a body decided, and the paper that says so' });

export const evidence = z.strictObject({
  kind: z.enum(['link', 'paragraph', 'file']),
  reference: text(1000),
  title: text(500).optional(),
  digest: z
    .string()
    .regex(/^[0-9a-f]{64}$/, 'must be a SHA-256 digest in lower-case hex')
    .optional(),
});

/** A whole number in a query. */
export const count = (smallest: number, largest: number) =>
  z
    .string()
    .regex(/^\d{1,15}$/, 'must be a whole number')
    .transform(Number)
    .pipe(
      z.number().min(smallest, `must be at least ${smallest}`).max(largest, `must be at most ${largest}`),
    );

/** Yes or no in a query. */
export const truth = z.enum(['true', 'false'], 'must be true or false').transform((text) => text === 'true');

export const dryRunQuery = z.strictObject({
  dryRun: truth.optional().meta({
    description: 'Only say what would become of it: what a real try would answer, put on record nowhere',
  }),
});
