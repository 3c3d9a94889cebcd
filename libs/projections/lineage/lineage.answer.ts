import { z } from 'zod';

/** One link of an item's lineage, in either direction. */
export const lineage = z
  .object({
    relation: z.enum(['derives-from', 'cites', 'succeeds', 'rests-on', 'goes-with']),
    direction: z.enum(['to', 'from']).meta({
      description:
        '`to`: this item derives from, cites … the other; `from`: the other derives from, cites … this one',
    }),
    item: z.string().nullable().meta({ description: 'The other item; null for what is outside the record' }),
    reference: z.string().nullable().meta({ description: 'In words, where it is no item: "A/RES/72/279"' }),
    title: z.string(),
  })
  .meta({ id: 'Lineage' });
export type Lineage = z.infer<typeof lineage>;
