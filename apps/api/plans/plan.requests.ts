import { z } from 'zod';
import { day, id, itemRef, text } from '../http/fields.js';
import { onRecord, ownFields, parts } from '../items/item.requests.js';

const component = z.strictObject({ id, title: text(1000) });
const plannedItem = z.strictObject({
  item: id.optional().meta({ description: 'The plan’s id, a dot and the number where absent' }),
  itemType: id,
  number: text(60),
  component: id,
  title: text(1000),
  due: text(100).optional(),
  dueLatest: day.optional(),
  owner: id.optional(),
  deputy: id.optional(),
  parts: parts.optional(),
  fields: ownFields.optional(),
});

export const endorsePlanRequest = z
  .strictObject({
    plan: id,
    title: text(1000),
    body: id,
    components: z.array(component).min(1).max(100),
    items: z.array(plannedItem).min(1).max(1000),
    ...onRecord,
  })
  .meta({ id: 'EndorsePlanRequest' });

export const extendPlanRequest = z
  .strictObject({
    after: itemRef
      .optional()
      .meta({ description: 'After which item of the plan; after the last where absent' }),
    items: z.array(plannedItem).min(1).max(1000),
    ...onRecord,
  })
  .meta({ id: 'ExtendPlanRequest' });
