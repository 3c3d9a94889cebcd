import type { ActumEvent, Decision, EffectiveOn, Refusal } from '#domain';
import type { Json, NewEvent } from '#ledger';

/** One stream's part of what a command writes. */
export interface Written {
  readonly stream: string;
  readonly events: readonly [NewEvent, ...NewEvent[]];
}

/** What the rules made of a command. The command's own stream is written first. */
export type Decided =
  | { readonly decided: 'write'; readonly writes: readonly [Written, ...Written[]] }
  | { readonly decided: 'refuse'; readonly refusals: readonly [Refusal, ...Refusal[]] }
  | { readonly decided: 'not-found'; readonly what: string };

export type TurnedDown = Exclude<Decided, { decided: 'write' }>;

export const write = (...writes: readonly [Written, ...Written[]]): Decided => ({ decided: 'write', writes });
export const turnDown = (...refusals: readonly [Refusal, ...Refusal[]]): TurnedDown => ({
  decided: 'refuse',
  refusals,
});
export const notFound = (what: string): TurnedDown => ({ decided: 'not-found', what });

/** Events as the rules make them, as the ledger takes them. */
export function newEvents(
  events: readonly ActumEvent[],
  effectiveOn: EffectiveOn,
  decidedBy?: string,
): readonly [NewEvent, ...NewEvent[]] {
  const [first, ...others] = events.map(({ type, data }): NewEvent => {
    // An event's data are plain JSON by construction; an interface with optional fields cannot say so.
    const event = { type, data: data as unknown as Json, effectiveOn };
    return decidedBy === undefined ? event : { ...event, decidedBy };
  });
  if (first === undefined) throw new Error('A command that is accepted leaves at least one event.');
  return [first, ...others];
}

/** What the rules decided about one stream, when it was true, and who decided, where that is not the actor. */
export function decided(
  stream: string,
  decision: Decision<ActumEvent>,
  effectiveOn: EffectiveOn,
  decidedBy?: string,
): Decided {
  if (!decision.accepted) return turnDown(...decision.refusals);
  return write({ stream, events: newEvents(decision.events, effectiveOn, decidedBy) });
}
