import { z } from 'zod';
import { delegatedRoles, roleNames } from '#domain';
import { day } from '../answers/facts.answer.js';
import { reflected } from '../answers/reflected.answer.js';

const roleHeld = z.object({
  role: z.enum(roleNames),
  scope: z.string().nullable(),
  from: day,
  until: day.nullable().meta({ description: 'Last day on which it is held; null: until ended' }),
});

const delegation = z
  .object({
    person: z.string().meta({ description: 'The other of the two' }),
    personName: z.string(),
    role: z.enum(delegatedRoles).meta({
      description: '`owner`: the items that one is focal point or officer-in-charge of',
    }),
    scope: z.string().nullable(),
    from: day,
    until: day.nullable().meta({ description: 'Last day on which it is in force; null: until ended' }),
  })
  .meta({ id: 'Delegation' });

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
        delegated: z.array(delegation).meta({ description: 'What others may do for them' }),
        actsFor: z.array(delegation).meta({
          description: 'What they may do for others, while those hold it themselves',
        }),
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
