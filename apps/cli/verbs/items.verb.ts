import { type Command, Option } from 'commander';
import { nearest } from '#domain';
import type { ItemList, ItemSummary } from '#projections';
import type { ApiClient } from '../client/api-client.js';
import type { Terminal } from '../terminal.js';
import { possiblyText } from '../text/possibly.text.js';
import { table } from '../text/table.js';
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

interface Options extends CommonOptions, SightOptions {
  readonly mine?: true;
  readonly overdue?: true;
  readonly plan?: string;
  readonly owner?: string;
  readonly state?: string;
  readonly search?: string;
  readonly format: 'text' | 'csv';
}

/** `actum items`: items in a table; with `--json` an array. */
export const itemsVerb = (terminal: Terminal): Command =>
  withSight(
    serverVerb('items', 'list items', [
      'actum items',
      'actum items --mine --as focal-11',
      'actum items --mine --format csv --as focal-11 > updates.csv',
      'actum items --overdue --as-of 2020-09-30',
      'actum items --state ongoing --search training',
      'actum items --plan office-plan-2019-20 --json',
    ]),
  )
    .option('--mine', 'only those that you answer for, as focal point or officer-in-charge')
    .option('--owner <party>', 'only those whose focal point is this person or body')
    .option('--state <state>', 'only those in this state, such as ongoing')
    .option('--search <words>', 'only those with these words in their title')
    .option('--overdue', 'only what is past its due date and not done')
    .option('--plan <plan>', 'only the items of this plan')
    .addOption(
      new Option('--format <format>', 'csv: a sheet to fill in, for “actum import”')
        .choices(['text', 'csv'])
        .default('text'),
    )
    .action(async (options: Options) => {
      const client = clientFor(terminal, options);
      if (options.format === 'csv' && options.json !== true) {
        const sheet = await client.text('/v1/imports/sheet', filterOf(options));
        terminal.out(sheet.replace(/\n$/, ''));
        return;
      }
      const items = await everyItem(client, filterOf(options));
      if (items.length === 0) await sayWhatIsUnknown(client, options, terminal);
      print(terminal, options, items, () => itemsText(items, terminal.width));
    });

const filterOf = (options: Options) => {
  const { mine, overdue, plan, owner, state, search: q } = options;
  return { ...sightOf(options), mine, overdue, plan, owner, state, q };
};

/** Every page of the list, all as on record at the first page's position. */
async function everyItem(
  client: ApiClient,
  asked: ReturnType<typeof sightOf>,
): Promise<readonly ItemSummary[]> {
  const filter = { ...asked, limit: 200 };
  const items: ItemSummary[] = [];
  let cursor: string | undefined;
  let knownAt = asked.knownAt;
  do {
    const page: ItemList = await client.get<ItemList>('/v1/items', { ...filter, knownAt, cursor });
    knownAt ??= `@${page.knownAt.position}`;
    items.push(...page.items);
    cursor = page.next;
  } while (cursor !== undefined);
  return items;
}

/** A list that is empty because of a name that nothing has says so: nobody takes a slip for an answer. */
async function sayWhatIsUnknown(client: ApiClient, options: Options, terminal: Terminal): Promise<void> {
  const { plan, owner, state } = options;
  if (plan !== undefined) await client.get(`/v1/plans/${segment(plan)}/paper`, sightOf(options));
  const every = await everyItem(client, sightOf(options));
  const among = (what: string, word: string | undefined, words: readonly (string | null)[]): void => {
    const known = [...new Set(words.filter((one) => one !== null))];
    if (word === undefined || known.includes(word) || every.length === 0) return;
    const near = nearest(word, known);
    terminal.err(`No item ${what} ${word}.${near === null ? '' : ` Did you mean ${near}?`}`);
  };
  among(
    'has the focal point',
    owner,
    every.map((item) => item.owner),
  );
  among(
    'stands at',
    state,
    every.map((item) => item.state),
  );
}

function itemsText(items: readonly ItemSummary[], width: number): string {
  if (items.length === 0) return 'No items.';
  const columns = ['no.', 'item', 'due by', 'status', 'focal point', 'beside it'];
  return table(
    columns.map((title) => ({ title })),
    items.map((item) => [
      item.number ?? item.item,
      item.title,
      [item.dueText ?? '–', item.revisedDueText === null ? null : `(now ${item.revisedDueText})`]
        .filter((text) => text !== null)
        .join(' '),
      item.status ?? '–',
      item.ownerName ?? item.owner ?? '–',
      beside(item),
    ]),
    width,
  );
}

const beside = ({ possibly, overdue, blockedBy, notes }: ItemSummary): string =>
  [
    ...possibly.map(possiblyText),
    ...(overdue ? ['overdue'] : []),
    ...(blockedBy.length > 0 ? [`waits for ${blockedBy.join(', ')}`] : []),
    ...notes,
  ].join('; ');
