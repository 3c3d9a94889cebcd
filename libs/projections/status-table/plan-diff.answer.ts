import { z } from 'zod';
import { day, instant } from '../answers/facts.answer.js';

const vantage = z.object({
  asOf: day.meta({ description: 'The day whose truth is told' }),
  knownAt: z
    .object({ position: z.int(), instant: instant.nullable() })
    .meta({ description: 'As on record at this position' }),
  paper: z.string().nullable().meta({ description: 'The number of the paper that was drawn from there' }),
});

const itemDiff = z.object({
  item: z.string(),
  number: z.string().nullable(),
  title: z.string(),
  kind: z.enum(['changed', 'new', 'left']),
  status: z
    .object({ before: z.string().nullable(), after: z.string().nullable() })
    .meta({ description: 'The status text on both days; null prints nothing' }),
  changes: z.array(
    z.object({
      field: z.string().meta({ description: 'In words: "planned start"' }),
      before: z.string().nullable(),
      after: z.string().nullable(),
    }),
  ),
  sentences: z.array(z.string()).meta({ description: 'For a paper; the first one names the item' }),
});

/** What changed in a plan between two days. */
export const planDiff = z
  .object({
    plan: z.string(),
    title: z.string(),
    from: vantage,
    to: vantage,
    position: z.int().meta({ description: 'The last position of the ledger that this reflects' }),
    origin: z.string(),
    simulated: z.boolean(),
    opening: z.array(z.string()).meta({ description: 'How much changed, and where everything stands' }),
    components: z
      .array(z.object({ id: z.string(), title: z.string(), items: z.array(itemDiff) }))
      .meta({ description: 'What changed, in the plan’s order' }),
    unchanged: z.array(z.object({ item: z.string(), number: z.string().nullable(), title: z.string() })),
    closing: z.string().nullable().meta({ description: 'Names what is unchanged' }),
    late: z
      .object({
        heading: z.string(),
        items: z.array(
          itemDiff.extend({
            recorded: z.array(
              z.object({
                position: z.int(),
                label: z.string(),
                effective: z.string().meta({ description: 'When it was true, as written' }),
                recordedAt: instant,
              }),
            ),
          }),
        ),
      })
      .meta({ description: 'True by the earlier day, and recorded only after what was known of it' }),
    notices: z.array(z.string()).meta({ description: 'A simulated clock, and what had to be invented' }),
  })
  .meta({ id: 'PlanDiff' });
export type PlanDiffAnswer = z.infer<typeof planDiff>;
export type ItemDiffAnswer = z.infer<typeof itemDiff>;
