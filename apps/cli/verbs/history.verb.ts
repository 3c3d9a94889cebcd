import type { Command } from 'commander';
import type { ItemHistory } from '#projections';
import type { Terminal } from '../terminal.js';
import { historyText } from '../text/history.text.js';
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

/** `actum history`: what happened to an item, and why. */
export const historyVerb = (terminal: Terminal): Command =>
  withSight(
    serverVerb('history', 'tell what happened to an item: who decided, who recorded it, when, and why', [
      'actum history 11',
      'actum history maf --known-at @60 --json',
    ]),
  )
    .argument('<item>', 'the item’s id or number')
    .action(async (item: string, options: CommonOptions & SightOptions) => {
      const history = await clientFor(terminal, options).get<ItemHistory>(
        `/v1/items/${segment(item)}/history`,
        sightOf(options),
      );
      print(terminal, options, history, () => historyText(history, terminal.width));
    });
