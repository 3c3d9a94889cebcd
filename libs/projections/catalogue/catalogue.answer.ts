import { z } from 'zod';
import { day, instant } from '../answers/facts.answer.js';
import { reflected } from '../answers/reflected.answer.js';

export const planList = reflected
  .extend({
    plans: z.array(
      z.object({
        plan: z.string(),
        title: z.string(),
        body: z.string(),
        bodyName: z.string(),
        items: z.int().meta({ description: 'How many items it has' }),
        endorsedOn: day,
      }),
    ),
  })
  .meta({ id: 'PlanList' });
export type PlanList = z.infer<typeof planList>;

export const typeList = reflected
  .extend({
    types: z.array(
      z.object({
        id: z.string(),
        version: z.int(),
        title: z.string(),
        digest: z.string().meta({ description: 'SHA-256 of the definition, hex' }),
        states: z.array(z.object({ state: z.string(), title: z.string() })),
        transitions: z.array(z.object({ transition: z.string(), title: z.string(), label: z.string() })),
      }),
    ),
  })
  .meta({ id: 'TypeList' });
export type TypeList = z.infer<typeof typeList>;

export const periodList = reflected
  .extend({ periods: z.array(z.object({ name: z.string(), from: day, until: day })) })
  .meta({ id: 'PeriodList' });
export type PeriodList = z.infer<typeof periodList>;

/** Which ledger this is, and where its clock stands. */
export const ledgerInfo = z
  .object({
    ledger: z.string(),
    origin: z.string(),
    clock: z.object({ kind: z.enum(['real', 'simulated']), today: day, now: instant }),
    position: z.int(),
    opened: z.boolean(),
    reminders: z.boolean().meta({ description: 'Reminders have begun to go out' }),
  })
  .meta({ id: 'LedgerInfo' });
export type LedgerInfo = z.infer<typeof ledgerInfo>;
