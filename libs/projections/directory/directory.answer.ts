import { z } from 'zod';
import { day } from '../answers/facts.answer.js';
import { reflected } from '../answers/reflected.answer.js';

const roleHeld = z.object({
  role: z.enum(['administrator', 'registrar', 'approver', 'clearance', 'auditor', 'staff']),
  scope: z.string().nullable(),
  from: day,
  until: day.nullable().meta({ description: 'Last day on which it is held; null: until ended' }),
});

/** People with their roles; no address: that is for the mail only. */
export const peopleList = reflected
  .extend({
    people: z.array(
      z.object({
        id: z.string(),
        name: z.string(),
        illustrative: z.boolean(),
        erased: z.boolean(),
        roles: z.array(roleHeld),
      }),
    ),
  })
  .meta({ id: 'PeopleList' });
export type PeopleList = z.infer<typeof peopleList>;

export const bodyList = reflected
  .extend({
    bodies: z.array(
      z.object({
        id: z.string(),
        name: z.string(),
        liaison: z.string().nullable(),
        liaisonName: z.string().nullable(),
        illustrative: z.boolean(),
      }),
    ),
  })
  .meta({ id: 'BodyList' });
export type BodyList = z.infer<typeof bodyList>;
