import { z } from 'zod';
import { reflected } from '../answers/reflected.answer.js';

/** The items of a type that are not on its newest version, and what would become of each. */
export const typeMigration = reflected
  .extend({
    type: z.string(),
    version: z.int().meta({ description: 'The version to go to' }),
    upToDate: z.int().meta({ description: 'How many items are on it already' }),
    items: z.array(
      z.object({
        item: z.string(),
        number: z.string().nullable(),
        title: z.string(),
        typeVersion: z.int(),
        state: z.string(),
        toState: z.string().nullable().meta({ description: 'Null: it cannot go there as it stands' }),
        refusals: z.array(z.object({ code: z.string(), message: z.string(), field: z.string().optional() })),
      }),
    ),
  })
  .meta({ id: 'TypeMigration' });
export type TypeMigration = z.infer<typeof typeMigration>;
