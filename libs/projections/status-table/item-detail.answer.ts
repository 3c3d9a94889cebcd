import { z } from 'zod';
import { dueForm, effectiveOn, evidence } from '../answers/facts.answer.js';
import { reflected } from '../answers/reflected.answer.js';
import { lineage } from '../lineage/lineage.answer.js';
import { itemSummary } from './item-summary.answer.js';

/** One item with all that is on record about it. */
export const itemDetail = reflected
  .extend(itemSummary.shape)
  .extend({
    since: effectiveOn.meta({ description: 'Since when it has been in its state' }),
    due: z.object({ original: dueForm, revised: dueForm.nullable() }).nullable(),
    extensionRequest: z
      .object({
        due: dueForm,
        by: z.string(),
        byName: z.string(),
        onBehalfOf: z.string().nullable(),
        reason: z.string(),
      })
      .nullable()
      .meta({ description: 'Asked for, and neither approved nor declined yet' }),
    prerequisites: z.array(
      z.object({
        item: z.string(),
        title: z.string(),
        stateTitle: z.string().nullable().meta({ description: 'Where that item stands on the day' }),
        states: z.array(z.string()).meta({ description: 'Any of these satisfies it' }),
        phrase: z.string(),
        met: z.boolean(),
      }),
    ),
    partsList: z.array(z.object({ id: z.string(), title: z.string(), done: z.boolean() })),
    partners: z.array(z.string()),
    bases: z.array(z.string()),
    chapters: z.array(z.string()),
    companions: z.array(z.string()),
    lineage: z
      .array(lineage)
      .meta({ description: 'What it comes from, rests on and goes with, and what comes from it' }),
    outcomes: z.array(
      z.object({
        outcome: z.string(),
        text: z.string(),
        copiedFrom: z.string().nullable().meta({ description: 'The item it was copied from, to the letter' }),
        exception: z.string().nullable().meta({ description: 'Why it stands beside those copied' }),
      }),
    ),
    evidence: z.array(evidence.extend({ beforeStart: z.boolean() })),
    lines: z
      .array(
        z.object({
          line: z.string(),
          awaited: z.boolean().meta({
            description: 'A word on this line is waited for; false also where enough others have spoken',
          }),
          verdict: z.enum(['clear', 'object']).nullable(),
          person: z.string().nullable(),
          personName: z.string().nullable(),
          comment: z.string().nullable(),
          onBehalfOf: z.string().nullable(),
          onBehalfOfName: z.string().nullable(),
        }),
      )
      .meta({ description: 'Clearance on the present text, line by line' }),
    contentDigest: z.string().nullable(),
    body: z.string().nullable(),
    bodyName: z.string().nullable(),
    progress: z
      .object({
        text: z.string(),
        effectiveOn,
        unchangedSince: effectiveOn
          .nullable()
          .meta({ description: 'Since when it has been reported as unchanged; null where it is news' }),
      })
      .nullable(),
    succeeds: z.string().nullable(),
    successor: z.string().nullable(),
  })
  .meta({ id: 'ItemDetail' });
export type ItemDetail = z.infer<typeof itemDetail>;
