import { z } from 'zod';

/** What became of a sheet's rows, or would. */
export const importAnswer = z
  .object({
    dryRun: z.boolean(),
    counts: z
      .record(z.string(), z.int())
      .meta({ description: 'Rows by verdict', examples: [{ accepted: 28, refused: 1, changed: 1 }] }),
    rows: z.array(
      z.object({
        row: z.int().meta({ description: 'As spreadsheets count: the heading is row 1' }),
        item: z.string().nullable(),
        verdict: z.enum([
          'accepted',
          'repeated',
          'would-be-accepted',
          'refused',
          'changed',
          'faulty',
          'nothing',
          'busy',
        ]),
        version: z.int().nullable().meta({ description: 'After it; the present one where it has changed' }),
        events: z.array(z.string()),
        problems: z.array(
          z.object({
            code: z.string(),
            message: z.string(),
            column: z.string().nullable().meta({ description: 'The column to mend' }),
          }),
        ),
      }),
    ),
    otherColumns: z.array(z.string()).meta({ description: 'Columns that mean nothing here' }),
    position: z.int().nullable().meta({ description: 'The last position that it left' }),
    refused: z
      .string()
      .nullable()
      .meta({ description: 'The rows still open, as a sheet with the reasons, to be mended and sent again' }),
  })
  .meta({ id: 'ImportAnswer' });
