import { type Day, type DelegationDecision, type DelegationParties, exactly } from '#domain';
import type { CommandStreams } from '../way/command-streams.js';
import { type Decided, newEvents, turnDown, write } from '../way/decided.js';
import { unerased } from './actor.js';

/** The two of a delegation; whoever is erased is nobody any more. */
export async function partiesOf(
  streams: CommandStreams,
  delegator: string,
  delegate: string,
): Promise<DelegationParties> {
  const people = await unerased(streams, [delegator, delegate]);
  const find = (id: string) => people.find(({ person }) => person === id) ?? null;
  return { delegator: find(delegator), delegate: find(delegate) };
}

/** A delegation stands on the streams of both, or on neither. */
export function bothStreams(
  decision: DelegationDecision,
  { person, to }: { readonly person: string; readonly to: string },
  today: Day,
): Decided {
  if (!decision.accepted) return turnDown(...decision.refusals);
  const effectiveOn = exactly(today);
  return write(
    { stream: `person:${person}`, events: newEvents([decision.delegator], effectiveOn) },
    { stream: `person:${to}`, events: newEvents([decision.delegate], effectiveOn) },
  );
}
