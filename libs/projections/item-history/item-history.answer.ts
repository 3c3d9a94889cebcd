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
  })
  .meta({ id: 'HistoryEntry' });
export type HistoryEntry = z.infer<typeof historyEntry>;

/** What happened to an item, oldest first. */
export const itemHistory = reflected
  .extend({ item: z.string(), title: z.string(), entries: z.array(historyEntry) })
  .meta({ id: 'ItemHistory' });
export type ItemHistory = z.infer<typeof itemHistory>;
