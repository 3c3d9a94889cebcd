import { z } from 'zod';
import { delegatedRoles, roleNames } from '#domain';
import { day, id, text } from '../http/fields.js';

export const registerBodyRequest = z
  .strictObject({ id, name: text(200), liaison: id.optional(), illustrative: z.boolean().optional() })
  .meta({ id: 'RegisterBodyRequest' });

export const registerPersonRequest = z
  .strictObject({
    id,
    name: text(200),
    email: z.email('must be an e-mail address').max(254).optional(),
    language: z
      .string()
      .regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, 'must be a language tag, such as en or pt-BR')
      .optional(),
    illustrative: z.boolean().optional(),
  })
  .meta({ id: 'RegisterPersonRequest' });

const role = z.enum(roleNames);

export const giveRoleRequest = z
  .strictObject({ role, scope: id.optional(), from: day.optional(), until: day.optional() })
  .meta({ id: 'GiveRoleRequest' });

export const endRoleRequest = z
  .strictObject({ role, scope: id.optional(), until: day.optional() })
  .meta({ id: 'EndRoleRequest' });

const delegation = {
  to: id.meta({ description: 'Who acts for the person named in the address' }),
  role: z
    .enum(delegatedRoles)
    .meta({ description: '`owner`: the items that the person is focal point or officer-in-charge of' }),
  scope: id.optional().meta({ description: 'The line or body, as of a role; for `owner` one item' }),
  reason: text().optional(),
};

export const delegateRoleRequest = z
  .strictObject({ ...delegation, from: day.optional(), until: day.optional() })
  .meta({ id: 'DelegateRoleRequest' });

export const endDelegationRequest = z
  .strictObject({ ...delegation, until: day.optional() })
  .meta({ id: 'EndDelegationRequest' });

export const destroyKeyRequest = z.strictObject({ reason: text() }).meta({ id: 'DestroyKeyRequest' });
