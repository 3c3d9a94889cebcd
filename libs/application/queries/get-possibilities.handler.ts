import { Inject } from '@nestjs/common';
import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import { exactly, foldItem, type Refusal, whatCanBeDone } from '#domain';
import type { Ledger } from '#ledger';
import type { Possibilities } from '#projections';
import { itemContext, itemEvents } from '../items/item-context.js';
import { ItemReferences } from '../items/item-references.js';
import { LEDGER } from '../tokens.js';
import { CommandStreams } from '../way/command-streams.js';

/** What can be done with an item now, and what keeps the rest from it; null where there is none. */
export class GetPossibilities extends Query<Possibilities | null> {
  constructor(
    readonly item: string,
    /** Who asks; null: nobody is signed in. */
    readonly actor: string | null,
  ) {
    super();
  }
}

/** Looks at streams, as a command would: what it says can be done was so a moment ago. */
@QueryHandler(GetPossibilities)
export class GetPossibilitiesHandler implements IQueryHandler<GetPossibilities> {
  constructor(
    @Inject(LEDGER) private readonly ledger: Ledger,
    private readonly references: ItemReferences,
  ) {}

  async execute({ item: reference, actor }: GetPossibilities): Promise<Possibilities | null> {
    const item = await this.references.resolve(reference);
    if (item === null) return null;
    const position = await this.ledger.lastPosition();
    const streams = new CommandStreams(this.ledger);
    const state = foldItem(await itemEvents(streams, item));
    if (state === null) return null;
    const today = await streams.today();
    const asked = { actor, effectiveOn: exactly(today), fields: {} };
    const context = await itemContext(streams, state, asked);
    const transitions = whatCanBeDone(state, context).map((possibility) => ({
      ...possibility,
      refusals: possibility.refusals.map(copyOf),
      fields: [...possibility.fields],
    }));
    return { item, title: state.title, version: state.version, position, today, actor, transitions };
  }
}

const copyOf = ({ facts, ...refusal }: Refusal) => ({ ...refusal, facts: structuredClone(facts) });
