import { z } from 'zod';
import { day } from '../answers/facts.answer.js';

const text = {
  title: z.string(),
  chapters: z.array(z.object({ title: z.string(), text: z.string().nullable() })),
  text: z.string().nullable().meta({ description: 'Null where only the digest is on record' }),
};

/** The text of an item as it stands, line by line beside an earlier one. */
export const itemText = z
  .object({
    item: z.string(),
    version: z.int(),
    position: z.int(),
    present: z.object({
      digest: z.string().nullable().meta({ description: 'Null while it is not fixed' }),
      ...text,
    }),
    since: z
      .object({ digest: z.string(), on: day, ...text })
      .nullable()
      .meta({ description: 'Null where there is nothing to compare it with' }),
    changes: z.array(
      z.object({
        kind: z.enum(['same', 'added', 'removed']),
        part: z.string().meta({ description: '`title`, `chapters`, `text`, or `chapter: …`' }),
        text: z.string(),
      }),
    ),
    sentence: z.string().nullable().meta({
      description: 'In words, since one’s last clearance; null for somebody who never cleared it',
    }),
  })
  .meta({ id: 'ItemText' });
export type ItemText = z.infer<typeof itemText>;
