import { CommandStreams, itemEvents, typeOf } from '#application';
import { foldItem } from '#domain';
import type { Ledger, StoredEvent } from '#ledger';
import { viaOf } from './item-event.js';
import type { Reaction, ReactionRule } from './reaction-rule.js';

/** An item that succeeds another one went through a transition that ends the other one's time. */
export class PredecessorRule implements ReactionRule {
  readonly name = 'predecessor';

  constructor(private readonly ledger: Ledger) {}

  async on(cause: StoredEvent): Promise<readonly Reaction[]> {
    const went = viaOf(cause);
    if (went === null) return [];
    const streams = new CommandStreams(this.ledger);
    const successor = foldItem(await itemEvents(streams, went.item));
    if (successor === null || successor.succeeds === null) return [];
    const { itemType } = successor;
    const { definition } = await typeOf(streams, { itemType, typeDigest: went.via.typeDigest });
    const transition = definition.transitions[went.via.transition]?.predecessor;
    if (transition === undefined) return [];
    return [{ target: successor.succeeds, transition, fields: { successor: went.item } }];
  }
}
