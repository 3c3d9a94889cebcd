import { z } from 'zod';
import { day, id, text } from '../http/fields.js';
import { onRecord, parts } from '../items/item.requests.js';

const component = z.strictObject({ id, title: text(1000) });
const plannedItem = z.strictObject({
  item: id,
  itemType: id,
  number: text(20),
  component: id,
  title: text(1000),
  due: text(100).optional(),
  dueLatest: day.optional(),
  owner: id.optional(),
  deputy: id.optional(),
  parts: parts.optional(),
});

export const endorsePlanRequest = z
  .strictObject({
    plan: id,
    title: text(1000),
    body: id,
    components: z.array(component).min(1).max(100),
    items: z.array(plannedItem).min(1).max(500),
    ...onRecord,
  })
  .meta({ id: 'EndorsePlanRequest' });
