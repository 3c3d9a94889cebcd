import { z } from 'zod';
import { day, instant } from './facts.answer.js';

/** What every answer says about itself: the day and the record it looks at, and how far it has read. */
export const reflected = z.object({
  asOf: day.meta({ description: 'The day whose truth is told' }),
  knownAt: z
    .object({
      position: z.int(),
      instant: instant.nullable().meta({ description: 'When the entry at that position was recorded' }),
    })
    .meta({ description: 'As on record at this position' }),
  position: z.int().meta({ description: 'The last position of the ledger that the view reflects' }),
  origin: z.string().meta({ description: 'The ledger’s own name in the world' }),
  simulated: z.boolean().meta({ description: 'The ledger runs on a simulated clock' }),
});
export type Reflected = z.infer<typeof reflected>;
