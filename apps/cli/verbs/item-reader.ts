import type { Command } from 'commander';
import type { ApiClient } from '../client/api-client.js';
import type { Terminal } from '../terminal.js';
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

interface ItemReader<Answer> {
  readonly name: string;
  readonly does: string;
  readonly examples: readonly string[];
  /** What of the item is read: nothing for itself, `/history`. */
  readonly part?: string;
  text(answer: Answer, width: number, client: ApiClient, item: string): Promise<string> | string;
}

/** A verb that reads one item, as of a day and as on record by an instant. */
export const itemReader =
  <Answer>({ name, does, examples, part = '', text }: ItemReader<Answer>) =>
  (terminal: Terminal): Command =>
    withSight(serverVerb(name, does, examples))
      .argument('<item>', 'the item’s id, or its number while that is unambiguous')
      .action(async (item: string, options: CommonOptions & SightOptions) => {
        const client = clientFor(terminal, options);
        const answer = await client.get<Answer>(`/v1/items/${segment(item)}${part}`, sightOf(options));
        const laidOut = options.json === true ? '' : await text(answer, terminal.width, client, item);
        print(terminal, options, answer, () => laidOut);
      });
