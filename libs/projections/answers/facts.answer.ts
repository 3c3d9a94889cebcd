import { z } from 'zod';
import type { Facts } from '#domain';

/** The kinds of value that answers are made of, as JSON. */
export const day = z.string().meta({ format: 'date', description: 'A day, YYYY-MM-DD' });

export const instant = z.string().meta({ format: 'date-time', description: 'RFC 3339, UTC' });

const precision = z.enum(['day', 'half-month', 'month', 'quarter', 'half-year', 'year', 'period']);

export const dueForm = z
  .object({
    text: z.string().meta({ description: 'To the letter as written' }),
    kind: z.enum(['deadline', 'period']),
    earliest: day,
    latest: day.meta({ description: 'The last day on which it is not yet late' }),
    precision,
    readings: z.array(z.object({ earliest: day, latest: day, meaning: z.string() })),
  })
  .meta({ id: 'DueForm' });

export const effectiveOn = z
  .object({
    text: z.string().meta({ description: 'To the letter as written: a day, "2019", "by DAY", "not stated"' }),
    earliest: day.nullable(),
    latest: day.nullable(),
  })
  .meta({ id: 'EffectiveOn' });

export const illustrative = z.enum(['day', 'person', 'link', 'reason', 'step']);

export const decision = z
  .object({ session: z.string().nullable().optional(), reference: z.string().nullable().optional() })
  .meta({ id: 'Decision' });

export const evidence = z.object({
  kind: z.enum(['link', 'paragraph', 'file']),
  reference: z.string(),
  title: z.string().optional(),
  digest: z.string().optional(),
});

export const flag = z
  .object({
    code: z.enum(['PREREQUISITE_WITHDRAWN', 'BEGUN_TOO_EARLY', 'EVIDENCE_BEFORE_START']),
    item: z.string().nullable(),
    sentence: z.string(),
  })
  .meta({ id: 'Flag' });

/** What a rule saw, as JSON. */
export const facts: z.ZodType<Facts> = z.record(z.string(), z.json());
