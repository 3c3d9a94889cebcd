import { z } from 'zod';
import { day, id, illustrative, text } from '../http/fields.js';
import { knownAtText, sightQuery } from '../http/sight.js';

const grounds = {
  reason: text().optional(),
  ground: text(500).optional().meta({ description: 'On what ground: a paragraph, a paper, an authority' }),
  illustrative: illustrative.optional(),
};

export const publishPaperRequest = z
  .strictObject({
    number: text(100).meta({ description: 'As the body numbers it', examples: ['GB.340/INS/6'] }),
    asOf: day.optional().meta({ description: 'What was true on this day; the ledger’s today if absent' }),
    session: text(200)
      .optional()
      .meta({ examples: ['340th Session, October–November 2020'] }),
    ...grounds,
  })
  .meta({ id: 'PublishPaperRequest' });

export const corrigendumRequest = z
  .strictObject({
    text: text(4000),
    number: text(100)
      .optional()
      .meta({ examples: ['GB.340/INS/6(Corr.1)'] }),
    row: text(20).optional().meta({ description: 'The number of the row that it corrects' }),
    ...grounds,
  })
  .meta({ id: 'CorrigendumRequest' });

/** A paper as a person names it: its id, or its number with every "/" encoded. */
export const paperParams = z.strictObject({
  paper: z
    .string()
    .max(200, 'must have at most 200 characters')
    .meta({ description: 'A published paper’s id or number', examples: ['gb.340-ins-6', 'GB.340/INS/6'] }),
});

export const papersQuery = z.strictObject({ ...sightQuery, plan: id.optional() });

export const planDiffQuery = z
  .strictObject({
    from: day.meta({ description: 'The earlier day' }),
    to: day.optional().meta({ description: 'The later day; the ledger’s today if absent' }),
    knownFrom: knownAtText.optional().meta({
      description:
        'What of the earlier day was on record by then: an instant, a day, or @position. If absent, what was when a paper as of that day was published, else when that day ended',
    }),
    knownTo: knownAtText
      .optional()
      .meta({ description: 'As on record by then: an instant, a day, or @position; everything if absent' }),
    waitFor: sightQuery.waitFor,
  })
  .refine(({ from, to }) => to === undefined || from <= to, {
    path: ['to'],
    message: 'must not be before from',
  });
