import { type Actor, type Day, type ItemState, isFor, openLines, stepsFrom, type WhoAsks } from '#domain';
import type { Definitions } from '../catalogue/definitions.js';
import type { Standing } from '../status-table/segments.js';
import type { Candidates } from './candidates.js';

interface ToClear {
  readonly standing: Standing;
  readonly line: string;
  readonly contentDigest: string;
}
interface ToApprove {
  readonly standing: Standing;
  readonly request: NonNullable<ItemState['extensionRequest']>;
}

/** Where it is a person's turn to clear or to approve, by the conditions that a command of theirs would meet. */
export function turnsOf(
  { toBeCleared, asking, planBodies }: Candidates,
  actor: Actor,
  definitions: Definitions,
  today: Day,
): { readonly toClear: readonly ToClear[]; readonly toApprove: readonly ToApprove[] } {
  const whoAsks = ({ typeDigest, plan }: ItemState): WhoAsks => ({
    today,
    actor,
    definition: definitions.of(typeDigest),
    planBody: plan === null ? null : (planBodies.get(plan) ?? null),
  });
  const can = (facts: ItemState, act: 'clear' | 'extend-due', fields: Record<string, string>): boolean => {
    const who = whoAsks(facts);
    return stepsFrom(who.definition, facts, act).some((step) => isFor(facts, step, fields, who));
  };
  return {
    toClear: toBeCleared.flatMap((standing) => {
      const { facts } = standing;
      const { contentDigest } = facts;
      if (contentDigest === null) return [];
      return openLines(definitions.of(facts.typeDigest), facts)
        .filter((line) => can(facts, 'clear', { line }))
        .map((line) => ({ standing, line, contentDigest }));
    }),
    toApprove: asking.flatMap((standing) => {
      const request = standing.facts.extensionRequest;
      return request !== null && can(standing.facts, 'extend-due', {}) ? [{ standing, request }] : [];
    }),
  };
}
