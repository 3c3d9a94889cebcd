import { z } from 'zod';
import { day, decision, evidence, id, illustrative, text } from '../http/fields.js';

/** What puts a fact on record beside the fact itself. */
export const onRecord = {
  effectiveOn: text(100)
    .optional()
    .meta({
      description:
        'When it was true: a day, a due form, "by DAY" or "not stated"; the ledger’s today if absent',
      examples: ['2020-09-30', 'October 2019', 'by 2020-09-30', 'not stated'],
    }),
  decidedBy: id
    .optional()
    .meta({ description: 'The body or person that decided, where it is not the actor' }),
  decision: decision.optional(),
  reason: text().optional(),
  ground: text(500).optional().meta({ description: 'On what ground: a paragraph, a paper, an authority' }),
  illustrative: illustrative.optional(),
};

const fieldValues = z
  .record(z.string().regex(/^[A-Za-z][A-Za-z0-9]{0,49}$/, 'must be a field’s name'), z.string())
  .superRefine((fields, context) => {
    for (const [name, value] of Object.entries(fields)) {
      const most = name === 'text' ? 60_000 : 4000;
      if (value.length <= most) continue;
      const message = `may have at most ${most} characters`;
      context.addIssue({ code: 'custom', path: [name], message });
    }
  })
  .refine((fields) => Object.keys(fields).length <= 20, 'may have at most 20 fields')
  .meta({ description: 'What the transition needs: `start`, `due`, `prerequisite`, `text` …' });

const advance = {
  ...onRecord,
  evidence: z.array(evidence).max(50).optional(),
  fields: fieldValues.optional(),
};

/** What an item's type has it say of itself. */
export const ownFields = z
  .record(z.string().regex(/^[a-z][A-Za-z0-9_-]{0,49}$/, 'must be a field’s name'), z.string().max(2000))
  .refine((fields) => Object.keys(fields).length <= 50, 'may have at most 50 fields')
  .meta({ description: 'What the type has the item say of itself', examples: [{ risk: 'High' }] });

export const migrateItemRequest = z
  .strictObject({
    version: z.int().min(1).optional().meta({ description: 'The newest one where absent' }),
    reason: text(),
    ground: text(500).optional(),
    fields: ownFields.optional(),
  })
  .meta({ id: 'MigrateItemRequest' });

export const advanceItemRequest = z.strictObject(advance).meta({ id: 'AdvanceItemRequest' });

export const updateItemRequest = z
  .strictObject({
    steps: z
      .array(z.strictObject({ transition: id, ...advance }))
      .min(1, 'must have at least one step')
      .max(20, 'may have at most 20 steps')
      .meta({ description: 'Each is judged on the state that the step before it leaves' }),
  })
  .meta({ id: 'UpdateItemRequest' });

export const correctItemRequest = z
  .strictObject({
    version: z
      .int('must be the version of an entry, a whole number')
      .min(1, 'must be at least 1')
      .meta({ description: 'Which entry of the item’s history was wrong, by its version' }),
    void: z.boolean().optional().meta({ description: 'True: it did not happen' }),
    effectiveOn: onRecord.effectiveOn.meta({ description: 'When it was true; as it stood if absent' }),
    decidedBy: onRecord.decidedBy,
    fields: fieldValues.optional(),
    evidence: z.array(evidence).min(1).max(50).optional(),
    reason: text(),
    ground: onRecord.ground,
    illustrative: illustrative.optional(),
  })
  .meta({ id: 'CorrectItemRequest' });

export const signOffRequest = z
  .strictObject({
    line: id,
    decision: z.enum(['clear', 'object']),
    comment: text().optional(),
    digest: z
      .string()
      .regex(/^[0-9a-f]{64}$/, 'must be a SHA-256 digest in lower-case hex')
      .optional()
      .meta({ description: 'The text that was read; the present one if absent' }),
    illustrative: illustrative.optional(),
  })
  .meta({ id: 'SignOffRequest' });

export const assignItemRequest = z
  .strictObject({ owner: id, deputy: id.optional() })
  .meta({ id: 'AssignItemRequest' });

const part = z.strictObject({ id, title: text(500) });
export const parts = z.array(part).max(50);

export const openItemRequest = z
  .strictObject({
    item: id,
    itemType: id,
    title: text(1000),
    number: text(60).optional(),
    due: text(100).optional(),
    dueLatest: day.optional().meta({ description: 'The last day in time, where the text does not say' }),
    parts: parts.optional(),
    lines: z.array(id).max(20).optional(),
    body: id.optional(),
    succeeds: id.optional(),
    owner: id.optional(),
    deputy: id.optional(),
    fields: ownFields.optional(),
    ...onRecord,
  })
  .meta({ id: 'OpenItemRequest' });
