import { CommandStreams, itemEvents, typeOf } from '#application';
import {
  type Act,
  type Corrected,
  effectiveHistory,
  foldItem,
  type ItemEvent,
  type PrerequisiteLinked,
  type Recorded,
  type TypeDefinition,
} from '#domain';
import type { Ledger, StoredEvent } from '#ledger';
import { dependentsOf, type ViewAccess } from '#projections';
import { itemOn, type StateChange, stateChange } from './item-event.js';
import type { Reaction, ReactionRule } from './reaction-rule.js';
import { retold } from './retold.js';

/**
 * An item came into another state: whoever waits for it is told that the prerequisite is met, or that
 * it is so no longer. A link that was effective earlier than it was recorded looked at the other item as of
 * then: what that item has done since is told as well. So did a start, or any later step.
 */
export class PrerequisiteRule implements ReactionRule {
  readonly name = 'prerequisite';

  constructor(
    private readonly ledger: Ledger,
    private readonly views: ViewAccess,
  ) {}

  async on(cause: StoredEvent): Promise<readonly Reaction[]> {
    if (cause.type === 'PrerequisiteLinked') return this.onLink(cause);
    if (cause.type === 'Corrected') return this.onCorrection(cause);
    const change = stateChange(cause);
    if (change === null) return [];
    const dependents = await dependentsOf(this.views, change.item, cause.position);
    const reactions = await Promise.all(
      dependents.map(({ item }) => this.reactionOf(item, change, cause.position)),
    );
    return [...reactions.filter((reaction) => reaction !== null), ...(await this.onStep(change, cause))];
  }

  private async onLink(cause: Recorded<PrerequisiteLinked>): Promise<readonly Reaction[]> {
    const { prerequisite, met } = cause.data;
    const item = itemOn(cause.stream);
    if (item === null) return [];
    const streams = new CommandStreams(this.ledger);
    const last = await lastChange(streams, prerequisite.item, cause.position);
    if (last === null) return [];
    const satisfied = prerequisite.states.includes(last.change.to);
    if (satisfied === met) return [];
    const reaction = await this.transitionOf(streams, item, prerequisite.item, satisfied);
    return reaction === null ? [] : [{ ...reaction, answers: last.event }];
  }

  /** What was put right on the item, or on one that it waits for, may change whether and since when it could begin. */
  private async onCorrection({ stream, position }: Recorded<Corrected>): Promise<readonly Reaction[]> {
    const corrected = itemOn(stream);
    if (corrected === null) return [];
    const streams = new CommandStreams(this.ledger);
    const own = foldItem(await itemEvents(streams, corrected))?.prerequisites ?? [];
    const dependents = await dependentsOf(this.views, corrected, position);
    const pairs = [
      ...own.map((prerequisite) => [corrected, prerequisite.item] as const),
      ...dependents.map(({ item }) => [item, corrected] as const),
    ];
    const reactions: Reaction[] = [];
    for (const [target, prerequisite] of pairs) {
      const told = retold(await itemEvents(streams, target), await itemEvents(streams, prerequisite));
      for (const { day, met } of told) {
        const reaction = await this.transitionOf(streams, target, prerequisite, met);
        if (reaction !== null) reactions.push({ ...reaction, effectiveOn: day });
      }
    }
    return reactions;
  }

  /** What it waited for had gone back when the item's own step, effective earlier, was put on record. */
  private async onStep({ item }: StateChange, cause: StoredEvent): Promise<readonly Reaction[]> {
    const streams = new CommandStreams(this.ledger);
    const state = foldItem(await itemEvents(streams, item));
    if (state === null || !(state.marks.includes('begun') || state.marks.includes('done'))) return [];
    const reactions: Reaction[] = [];
    for (const prerequisite of state.prerequisites) {
      const last = await lastChange(streams, prerequisite.item, cause.position);
      if (last === null || prerequisite.states.includes(last.change.to)) continue;
      if (state.flags.some((flag) => flag.item === prerequisite.item)) continue;
      const reaction = await this.transitionOf(streams, item, prerequisite.item, false);
      if (reaction !== null) reactions.push({ ...reaction, answers: last.event });
    }
    return reactions;
  }

  private async transitionOf(
    streams: CommandStreams,
    target: string,
    prerequisite: string,
    satisfied: boolean,
  ): Promise<Reaction | null> {
    const item = foldItem(await itemEvents(streams, target));
    if (item === null) return null;
    const { definition } = await typeOf(streams, item);
    const transition = transitionWith(definition, satisfied ? 'prerequisite-met' : 'prerequisite-unmet');
    return transition === null ? null : { target, transition, fields: { item: prerequisite } };
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
    return this.transitionOf(streams, dependent, prerequisite, satisfied);
  }
}

/** The last step of an item into another state that was on record before a position. */
async function lastChange(streams: CommandStreams, item: string, before: number) {
  const events = effectiveHistory(await itemEvents(streams, item));
  const event = events.findLast((one) => one.position < before && stateChange(one) !== null);
  const change = event === undefined ? null : stateChange(event);
  return event === undefined || change === null ? null : { event, change };
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
