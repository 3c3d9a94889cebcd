import { CommandStreams, itemEvents, typeOf } from '#application';
import { effectiveHistory, foldItem, type Recorded, type Transitioned, type Via } from '#domain';
import type { Ledger, StoredEvent } from '#ledger';
import { viaOf } from './item-event.js';
import type { Reaction, ReactionRule } from './reaction-rule.js';

/**
 * An item that succeeds another one went through a transition that ends the other one's time; or it was
 * said to succeed it only after it had.
 */
export class PredecessorRule implements ReactionRule {
  readonly name = 'predecessor';

  constructor(private readonly ledger: Ledger) {}

  async on(cause: StoredEvent): Promise<readonly Reaction[]> {
    const went = viaOf(cause);
    if (went === null) return [];
    const streams = new CommandStreams(this.ledger);
    const events = await itemEvents(streams, went.item);
    const successor = foldItem(events);
    if (successor === null || successor.succeeds === null) return [];
    const { succeeds, itemType } = successor;
    const transitionOf = async ({ typeDigest, transition }: Via) =>
      (await typeOf(streams, { itemType, typeDigest })).definition.transitions[transition]?.predecessor;
    if (cause.type !== 'LineageLinked') {
      const transition = await transitionOf(went.via);
      return transition === undefined
        ? []
        : [{ target: succeeds, transition, fields: { successor: went.item } }];
    }
    if (cause.data.relation !== 'succeeds' || cause.data.item !== succeeds) return [];
    // The step that ended the other one's time, where it stands: what came before it has been undone.
    const steps = effectiveHistory(events).filter(
      (event): event is Recorded<Transitioned> =>
        event.type === 'Transitioned' &&
        event.position < cause.position &&
        event.data.via.from !== event.data.via.to,
    );
    const last = steps.at(-1);
    const transition = last === undefined ? undefined : await transitionOf(last.data.via);
    return transition === undefined
      ? []
      : [{ target: succeeds, transition, fields: { successor: went.item } }];
  }
}
