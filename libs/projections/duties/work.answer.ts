import { z } from 'zod';
import { day } from '../answers/facts.answer.js';
import { reflected } from '../answers/reflected.answer.js';
import { itemSummary } from '../status-table/item-summary.answer.js';

const party = z.object({ id: z.string(), name: z.string() }).meta({ id: 'Party' });

const reason = z
  .object({
    code: z.enum(['overdue', 'due-soon', 'start-owed', 'start-missed', 'no-progress', 'objected', 'flagged']),
    sentence: z.string(),
  })
  .meta({ id: 'WorkReason' });

const owed = itemSummary
  .extend({ reasons: z.array(reason).meta({ description: 'What about it is pressing; may be nothing' }) })
  .meta({ id: 'OwedItem' });

const toClear = itemSummary
  .extend({
    line: z.string(),
    contentDigest: z.string().meta({ description: 'The text to read and to clear' }),
    finalizedBy: party.nullable(),
  })
  .meta({ id: 'ItemToClear' });

const toApprove = itemSummary
  .extend({ request: z.object({ dueText: z.string(), latest: day, reason: z.string(), by: party }) })
  .meta({ id: 'ItemToApprove' });

const waiting = z
  .object({
    kind: z.enum(['prerequisite', 'approval', 'clearance']),
    item: itemSummary,
    waitsFor: z.string().meta({ description: 'In words' }),
    other: z
      .object({
        item: z.string(),
        number: z.string().nullable(),
        title: z.string(),
        stateTitle: z.string(),
        status: z.string().nullable(),
      })
      .nullable()
      .meta({ description: 'The item waited for, as it stands' }),
    line: z.string().nullable(),
    from: z.array(party).meta({ description: 'Whose turn it is' }),
  })
  .meta({ id: 'WaitingFor' });

/** What one person owes, has to clear and to approve, and waits for, now. */
export const work = reflected
  .extend({
    person: z.string(),
    personName: z.string(),
    counts: z.object({
      owed: z.int(),
      overdue: z.int(),
      toClear: z.int(),
      toApprove: z.int(),
      waitingFor: z.int(),
    }),
    owed: z.array(owed),
    toClear: z.array(toClear),
    toApprove: z.array(toApprove),
    waitingFor: z.array(waiting),
  })
  .meta({ id: 'Work' });
export type Work = z.infer<typeof work>;
export type WorkReason = z.infer<typeof reason>;
