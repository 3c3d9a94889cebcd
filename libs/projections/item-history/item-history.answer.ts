import { z } from 'zod';
import {
  day,
  decision,
  effectiveOn,
  evidence,
  facts,
  illustrative,
  instant,
} from '../answers/facts.answer.js';
import { reflected } from '../answers/reflected.answer.js';

const correction = z.object({
  version: z.int(),
  position: z.int(),
  void: z.boolean().meta({ description: 'It struck the entry out' }),
  changes: z.array(
    z.object({
      field: z.string(),
      title: z.string(),
      from: z.string().nullable(),
      to: z.string().nullable(),
    }),
  ),
  actor: z.string(),
  actorName: z.string(),
  recordedAt: instant,
  reason: z.string().nullable(),
  ground: z.string().nullable(),
});

const historyEntry = z
  .object({
    position: z.int(),
    version: z.int(),
    type: z.string(),
    label: z.string().meta({ description: 'What the item’s type calls it: `FrameworkRevisionEndorsed`' }),
    sentence: z.string().meta({ description: 'What happened, who decided, who recorded it' }),
    actor: z.string().meta({ description: 'Who put it on record' }),
    actorName: z.string(),
    decidedBy: z.string().nullable(),
    decidedByName: z.string().nullable(),
    decision: decision.nullable(),
    reason: z.string().nullable(),
    ground: z.string().nullable(),
    effectiveOn,
    recordedAt: instant,
    from: z.string().nullable(),
    to: z.string().nullable(),
    causedBy: z
      .object({ position: z.int(), stream: z.string(), label: z.string(), sentence: z.string() })
      .nullable(),
    evidence: z.array(evidence),
    saw: z
      .array(z.object({ guard: z.string(), facts }))
      .meta({ description: 'What each condition saw when it allowed this' }),
    touches: z
      .array(z.object({ number: z.string(), asOf: day }))
      .meta({ description: 'Published papers that this came too late for' }),
    illustrative: z.array(illustrative),
    commandId: z.string(),
    struck: z.boolean().meta({ description: 'Struck out by a correction: it did not happen' }),
    original: z
      .object({
        sentence: z.string(),
        effectiveOn,
        decidedBy: z.string().nullable(),
        decidedByName: z.string().nullable(),
      })
      .nullable()
      .meta({ description: 'As first recorded, where it has been corrected since' }),
    corrections: z.array(correction).meta({ description: 'What was put right, by whom and why' }),
    correctable: z.boolean().meta({ description: 'Whether who asks may correct it' }),
    fields: z
      .array(z.object({ name: z.string(), title: z.string(), value: z.string() }))
      .meta({ description: 'What it says, field by field, for whoever may correct it' }),
  })
  .meta({ id: 'HistoryEntry' });
export type HistoryEntry = z.infer<typeof historyEntry>;

/** What happened to an item, oldest first. */
export const itemHistory = reflected
  .extend({ item: z.string(), title: z.string(), entries: z.array(historyEntry) })
  .meta({ id: 'ItemHistory' });
export type ItemHistory = z.infer<typeof itemHistory>;
