import { z } from 'zod';
import { day } from '../answers/facts.answer.js';
import { reflected } from '../answers/reflected.answer.js';
import { paperRow } from '../papers/papers.answer.js';
import { itemSummary } from './item-summary.answer.js';

/** A plan as its paper prints it. */
export const paper = reflected
  .extend({
    plan: z.string(),
    title: z.string(),
    illustrative: z.array(z.string()).meta({ description: 'In words: what had to be invented' }),
    components: z.array(
      z.object({
        title: z.string(),
        rows: z.array(paperRow),
      }),
    ),
  })
  .meta({ id: 'Paper' });
export type Paper = z.infer<typeof paper>;

/** A plan with everything that stands beside a row on screen. */
export const planTable = reflected
  .extend({
    plan: z.string(),
    title: z.string(),
    body: z.string(),
    bodyName: z.string(),
    endorsedOn: day,
    components: z.array(z.object({ id: z.string(), title: z.string(), rows: z.array(itemSummary) })),
  })
  .meta({ id: 'PlanTable' });
export type PlanTable = z.infer<typeof planTable>;
