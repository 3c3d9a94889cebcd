import { z } from 'zod';

/** Schemas of what commands and problems answer, for the OpenAPI document. */
export const acceptedAnswer = z
  .object({
    position: z.number().int(),
    version: z.number().int(),
    stream: z.string(),
    recordedAt: z.string(),
    repeated: z.boolean().meta({ description: 'The same command had been accepted before; nothing is new' }),
    events: z.array(
      z.object({
        position: z.number().int(),
        stream: z.string(),
        version: z.number().int(),
        type: z.string(),
        label: z.string(),
      }),
    ),
    touches: z
      .array(z.object({ number: z.string(), asOf: z.string(), sentence: z.string() }))
      .optional()
      .meta({ description: 'Published papers that this came too late for; they stay as they are' }),
  })
  .meta({ id: 'Accepted' });

/** What a dry run answers where the command would be accepted. */
export const wouldBeAnswer = z
  .object({
    outcome: z.literal('would-be-accepted'),
    repeated: z.boolean().meta({ description: 'The same command is on record already' }),
    version: z.number().int().meta({ description: 'The version after it' }),
    events: z.array(z.string()).meta({ description: 'Labels of the events it would leave' }),
  })
  .meta({ id: 'WouldBeAccepted' });

export const problemAnswer = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.number().int(),
    detail: z.string(),
    code: z.string().meta({ examples: ['ITEM.PREREQUISITE_UNMET'] }),
    refusals: z
      .array(
        z.object({
          code: z.string(),
          message: z.string(),
          facts: z.record(z.string(), z.unknown()),
          field: z.string().optional(),
        }),
      )
      .optional(),
    errors: z.array(z.object({ field: z.string(), message: z.string() })).optional(),
    changes: z.array(z.string()).optional(),
    expected: z.number().int().optional(),
    actual: z.number().int().optional(),
    position: z.number().int().optional(),
    instance: z.string().optional(),
  })
  .meta({ id: 'Problem' });
