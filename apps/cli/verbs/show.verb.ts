import type { Command } from 'commander';
import type { ItemDetail, ItemText } from '#projections';
import type { ApiClient } from '../client/api-client.js';
import { ApiProblem } from '../client/api-problem.js';
import type { Terminal } from '../terminal.js';
import { itemText } from '../text/item.text.js';
import {
  type CommonOptions,
  clientFor,
  print,
  type SightOptions,
  segment,
  serverVerb,
  sightOf,
  withSight,
} from '../verb.js';

/** `actum show`: one item with all that is on record about it. */
export const showVerb = (terminal: Terminal): Command =>
  withSight(
    serverVerb('show', 'show one item', ['actum show 11', 'actum show maf --as-of 2019-06-30 --json']),
  )
    .argument('<item>', 'the item’s id, or its number while that is unambiguous')
    .action(async (item: string, options: CommonOptions & SightOptions) => {
      const client = clientFor(terminal, options);
      const detail = await client.get<ItemDetail>(`/v1/items/${segment(item)}`, sightOf(options));
      const since = detail.lines.length === 0 ? null : await changedSince(client, item);
      print(terminal, options, detail, () => itemText(detail, terminal.width, since));
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
