import { z } from 'zod';
import { dueForm, effectiveOn } from './facts.answer.js';

/** What a text for a day means, before anybody relies on it. */
export const dueReading = z
  .object({
    text: z.string(),
    due: dueForm.nullable().meta({ description: 'As a due date or a planned start; null: cannot be read' }),
    effectiveOn: effectiveOn.nullable().meta({ description: 'As the day of a fact; null: cannot be read' }),
    problem: z.string().nullable().meta({ description: 'Why it cannot be read, and what could be' }),
  })
  .meta({ id: 'DueReading' });
export type DueReading = z.infer<typeof dueReading>;
