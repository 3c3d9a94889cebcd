import type { ItemDetail, ItemText } from '#projections';
import type { ApiClient } from '../client/api-client.js';
import { ApiProblem } from '../client/api-problem.js';
import { itemText } from '../text/item.text.js';
import { segment } from '../verb.js';
import { itemReader } from './item-reader.js';

/** `actum show`: one item with all that is on record about it. */
export const showVerb = itemReader<ItemDetail>({
  name: 'show',
  does: 'show one item',
  examples: ['actum show 11', 'actum show maf --as-of 2019-06-30 --json'],
  text: async (detail, width, client, item) =>
    itemText(detail, width, detail.lines.length === 0 ? null : await changedSince(client, item)),
});

/** What changed in the text since the person signed in cleared it; null for anybody else. */
async function changedSince(client: ApiClient, item: string): Promise<string | null> {
  try {
    const path = `/v1/items/${segment(item)}/text`;
    return (await client.get<ItemText>(path, { since: 'clearance' })).sentence;
  } catch (error) {
    if (error instanceof ApiProblem && error.problem.status === 401) return null;
    throw error;
  }
}
