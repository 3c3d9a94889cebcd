import { z } from 'zod';
import { day, id, text } from '../http/fields.js';

const administrator = z.strictObject({ id, name: text(200), email: z.email().max(254).optional() });

export const openLedgerRequest = z
  .strictObject({
    origin: z
      .string()
      .regex(
        /^[A-Za-z0-9][A-Za-z0-9.\-/]{2,199}$/,
        'must be a host name with a path, such as acts.example.org/main',
      ),
    clock: z.enum(['real', 'simulated']),
    at: day.optional().meta({ description: 'Where a simulated clock begins' }),
    administrators: z.array(administrator).min(1).max(20),
    reminders: z.boolean().optional(),
  })
  .refine(({ clock, at }) => (clock === 'simulated') === (at !== undefined), {
    path: ['at'],
    message: 'goes with a simulated clock, and only with one',
  })
  .meta({ id: 'OpenLedgerRequest' });

export const advanceClockRequest = z.strictObject({ to: day }).meta({ id: 'AdvanceClockRequest' });
export const definePeriodRequest = z
  .strictObject({
    name: text(100).meta({ description: 'As due texts say it', examples: ['Term 1 2025'] }),
    from: day,
    until: day.meta({ description: 'Its last day' }),
  })
  .meta({ id: 'DefinePeriodRequest' });
export const noFields = z.strictObject({}).optional();
export const issueTokenRequest = z
  .strictObject({
    person: id,
    hours: z.int().min(1).max(8784).optional().meta({ description: 'Until revoked where absent' }),
  })
  .meta({ id: 'IssueTokenRequest' });
