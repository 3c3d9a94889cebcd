import { CommandStreams, itemEvents, typeOf } from '#application';
import {
  effectiveHistory,
  foldItem,
  type Recorded,
  type Transitioned,
  type TypeDefinition,
  type Via,
} from '#domain';
import type { Ledger, StoredEvent } from '#ledger';
import { viaOf } from './item-event.js';
import type { Reaction, ReactionRule } from './reaction-rule.js';

/**
 * An item that succeeds another one went through a transition that ends the other one's time; or it was
 * said to succeed it only after it had.
 */
export class PredecessorRule implements ReactionRule {
  readonly name = 'predecessor';

  /** By digest, which names what a type says for good: its transitions that end the time of what was before. */
  readonly #endings = new Map<string, ReadonlySet<string>>();

  constructor(private readonly ledger: Ledger) {}

  async on(cause: StoredEvent): Promise<readonly Reaction[]> {
    const went = viaOf(cause);
    if (went === null) return [];
    // Nearly every step ends here: nothing is read for one that ends no other's time, whatever its item is.
    const endings = this.#endings.get(went.via.typeDigest);
    if (cause.type !== 'LineageLinked' && endings?.has(went.via.transition) === false) return [];
    const streams = new CommandStreams(this.ledger);
    const events = await itemEvents(streams, went.item);
    const successor = foldItem(events);
    if (successor === null) return [];
    const { succeeds, itemType } = successor;
    const transitionOf = async ({ typeDigest, transition }: Via) => {
      const { transitions } = (await typeOf(streams, { itemType, typeDigest })).definition;
      this.#endings.set(typeDigest, endingsIn(transitions));
      return transitions[transition]?.predecessor;
    };
    if (cause.type !== 'LineageLinked') {
      const transition = await transitionOf(went.via);
      return transition === undefined || succeeds === null
        ? []
        : [{ target: succeeds, transition, fields: { successor: went.item } }];
    }
    if (succeeds === null || cause.data.relation !== 'succeeds' || cause.data.item !== succeeds) return [];
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

const endingsIn = (transitions: TypeDefinition['transitions']): ReadonlySet<string> =>
  new Set(Object.keys(transitions).filter((name) => transitions[name]?.predecessor !== undefined));
