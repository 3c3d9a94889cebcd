import { z } from 'zod';
import { day, facts } from '../answers/facts.answer.js';

const refusal = z
  .object({ code: z.string(), message: z.string(), facts, field: z.string().optional() })
  .meta({ id: 'Refusal' });

/** What can be done with an item now, and what keeps the rest from it. */
export const possibilities = z
  .object({
    item: z.string(),
    title: z.string(),
    version: z.int(),
    position: z.int(),
    today: day,
    actor: z.string().nullable(),
    transitions: z.array(
      z.object({
        transition: z.string(),
        title: z.string(),
        act: z.string(),
        label: z.string(),
        allowed: z.boolean(),
        refusals: z.array(refusal),
        fields: z.array(z.object({ name: z.string(), required: z.boolean(), title: z.string() })),
      }),
    ),
  })
  .meta({ id: 'Possibilities' });
export type Possibilities = z.infer<typeof possibilities>;
