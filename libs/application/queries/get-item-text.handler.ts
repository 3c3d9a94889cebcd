import { Inject } from '@nestjs/common';
import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import { changesSince, changesSinceText, foldItem, type ItemState, textAsItStands } from '#domain';
import type { Ledger } from '#ledger';
import type { ItemText } from '#projections';
import { itemEvents } from '../items/item-context.js';
import { ItemReferences } from '../items/item-references.js';
import { LEDGER } from '../tokens.js';
import { CommandStreams } from '../way/command-streams.js';

/** What a text is compared with: nothing, the text with a digest, or the one that a person last cleared. */
export type Since =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'text'; readonly digest: string }
  | { readonly kind: 'clearance'; readonly person: string };

/** An item's text as it stands, and what changed in it; null where there is no such item, or no such text of it. */
export class GetItemText extends Query<ItemText | null> {
  constructor(
    readonly item: string,
    readonly since: Since,
  ) {
    super();
  }
}

/** Looks at the stream: what is shown is what a clearance that is sent now is judged on. */
@QueryHandler(GetItemText)
export class GetItemTextHandler implements IQueryHandler<GetItemText> {
  constructor(
    @Inject(LEDGER) private readonly ledger: Ledger,
    private readonly references: ItemReferences,
  ) {}

  async execute({ item: reference, since }: GetItemText): Promise<ItemText | null> {
    const item = await this.references.resolve(reference);
    if (item === null) return null;
    const position = await this.ledger.lastPosition();
    const state = foldItem(await itemEvents(new CommandStreams(this.ledger), item));
    const found = state === null ? null : compared(state, since);
    if (state === null || found === null) return null;
    return { item, version: state.version, position, ...structuredClone(copyOf(found)) };
  }
}

function compared(state: ItemState, since: Since) {
  switch (since.kind) {
    case 'nothing':
      return textAsItStands(state);
    case 'text':
      return changesSinceText(state, since.digest);
    case 'clearance':
      return changesSince(state, since.person);
  }
}

type Compared = NonNullable<ReturnType<typeof compared>>;
const copyOf = ({ present, since, changes, sentence }: Compared) => ({
  present: { ...present, chapters: [...present.chapters] },
  since: since === null ? null : { ...since, chapters: [...since.chapters] },
  changes: [...changes],
  sentence,
});
