import { z } from 'zod';
import { day, flag, illustrative } from '../answers/facts.answer.js';
import { reflected } from '../answers/reflected.answer.js';

/** One item in a row. */
export const itemSummary = z
  .object({
    item: z.string(),
    number: z.string().nullable(),
    title: z.string(),
    itemType: z.string(),
    typeTitle: z.string(),
    plan: z.string().nullable(),
    component: z.string().nullable(),
    state: z.string(),
    stateTitle: z.string(),
    marks: z
      .array(z.enum(['begun', 'done', 'final']))
      .meta({ description: 'What its type says of the state: begun, counts as done, nothing more is owed' }),
    status: z.string().nullable().meta({ description: 'The status text as printed; null prints nothing' }),
    possibly: z
      .array(
        z.object({
          state: z.string(),
          stateTitle: z.string(),
          status: z.string().nullable(),
          since: day.meta({ description: 'It may have been so from this day on' }),
          until: day.meta({ description: 'From this day on it counts as so' }),
        }),
      )
      .meta({ description: 'States that it may have been in already, by steps whose day leaves that open' }),
    dueText: z.string().nullable().meta({ description: 'The deadline as endorsed, to the letter' }),
    revisedDueText: z.string().nullable(),
    dueLatest: day.nullable().meta({ description: 'The last day in time, of the revision if there is one' }),
    overdue: z.boolean(),
    blockedBy: z.array(z.string()).meta({ description: 'Items it waits for that are not there yet' }),
    owner: z.string().nullable(),
    ownerName: z.string().nullable(),
    deputy: z.string().nullable(),
    deputyName: z.string().nullable(),
    start: z
      .object({
        text: z.string(),
        outlook: z.enum(['in-time', 'may-miss', 'will-miss', 'no-due-date']),
        standing: z.enum(['will miss', 'may miss', 'missed']).nullable(),
      })
      .nullable(),
    parts: z.object({ done: z.int(), total: z.int() }).nullable(),
    timeliness: z.enum(['on time', 'late', 'unknown']).nullable(),
    flags: z.array(flag),
    notes: z.array(z.string()).meta({ description: 'Short sentences to stand beside the row' }),
    fields: z
      .array(z.object({ name: z.string(), title: z.string(), value: z.string() }))
      .meta({ description: 'What its type has it say of itself, in the type’s order' }),
    typeVersion: z.int(),
    illustrative: z.array(illustrative),
    inForce: z.boolean(),
    version: z.int().meta({ description: 'The stream’s version on record; the ETag' }),
  })
  .meta({ id: 'ItemSummary' });
export type ItemSummary = z.infer<typeof itemSummary>;

export const itemList = reflected
  .extend({
    items: z.array(itemSummary),
    next: z.string().optional().meta({ description: 'Cursor of the next page; absent on the last' }),
  })
  .meta({ id: 'ItemList' });
export type ItemList = z.infer<typeof itemList>;
