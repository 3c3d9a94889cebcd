import type { Command } from 'commander';
import type { ItemDetail } from '#projections';
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
      const detail = await clientFor(terminal, options).get<ItemDetail>(
        `/v1/items/${segment(item)}`,
        sightOf(options),
      );
      print(terminal, options, detail, () => itemText(detail, terminal.width));
    });
