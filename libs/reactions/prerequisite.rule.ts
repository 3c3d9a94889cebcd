import { CommandStreams, itemEvents, typeOf } from '#application';
import { type Act, foldItem, type ItemEvent, type Recorded, type TypeDefinition } from '#domain';
import type { Ledger, StoredEvent } from '#ledger';
import { dependentsOf, type ViewAccess } from '#projections';
import { type StateChange, stateChange } from './item-event.js';
import type { Reaction, ReactionRule } from './reaction-rule.js';

/**
 * An item came into another state: whoever waits for it is told that the prerequisite is met, or that
 * it is so no longer.
 */
export class PrerequisiteRule implements ReactionRule {
  readonly name = 'prerequisite';

  constructor(
    private readonly ledger: Ledger,
    private readonly views: ViewAccess,
  ) {}

  async on(cause: StoredEvent): Promise<readonly Reaction[]> {
    const change = stateChange(cause);
    if (change === null) return [];
    const dependents = await dependentsOf(this.views, change.item, cause.position);
    const reactions = await Promise.all(
      dependents.map(({ item }) => this.reactionOf(item, change, cause.position)),
    );
    return reactions.filter((reaction) => reaction !== null);
  }

  private async reactionOf(
    dependent: string,
    { item: prerequisite, from, to }: StateChange,
    position: number,
  ): Promise<Reaction | null> {
    const streams = new CommandStreams(this.ledger);
    const events = await itemEvents(streams, dependent);
    // A link made after the cause saw the state that the cause had left.
    if (!linkedAt(events, prerequisite, position)) return null;
    const item = foldItem(events);
    const link = item?.prerequisites.find((candidate) => candidate.item === prerequisite);
    if (item === null || link === undefined) return null;
    const satisfied = link.states.includes(to);
    if (satisfied === (from !== null && link.states.includes(from))) return null;
    const { definition } = await typeOf(streams, item);
    const transition = transitionWith(definition, satisfied ? 'prerequisite-met' : 'prerequisite-unmet');
    return transition === null ? null : { target: dependent, transition, fields: { item: prerequisite } };
  }
}

/** Whether the item waited for the other one when position was recorded, by a link that may still stand. */
function linkedAt(events: readonly Recorded<ItemEvent>[], prerequisite: string, position: number): boolean {
  const link = events.findLast(
    (event) => event.type === 'PrerequisiteLinked' && event.data.prerequisite.item === prerequisite,
  );
  return link !== undefined && link.position < position;
}

function transitionWith({ transitions }: TypeDefinition, act: Act): string | null {
  return Object.entries(transitions).find(([, transition]) => transition.act === act)?.[0] ?? null;
}
