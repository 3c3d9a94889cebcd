import type { LinkedItem } from '../../decide/item-command.js';
import type { PrerequisiteState } from '../../item/item-state.js';
import { type Refusal, refuse } from '../../refusal.js';
import { either, quoted, titled } from '../../sentence.js';
import { type Attempt, holds, type Judgement, subjectOf } from '../attempt.js';

/**
 * Every item it waits for stands where it has to. The linked items themselves are looked at, as they
 * stand at the effective day: the item's own record of them follows only later.
 */
export function judgePrerequisites({ state, context }: Attempt): Judgement {
  const found = state.prerequisites.map((prerequisite) => ({
    prerequisite,
    linked: context.linked.get(prerequisite.item) ?? null,
  }));
  const facts = {
    prerequisites: found.map(({ prerequisite, linked }) => ({
      item: prerequisite.item,
      state: linked?.state ?? null,
      states: prerequisite.states,
    })),
  };
  const refusals = found
    .filter(({ prerequisite, linked }) => linked === null || !prerequisite.states.includes(linked.state))
    .map(({ prerequisite, linked }) => prerequisiteUnmet(subjectOf(state), prerequisite, linked));
  return refusals.length === 0 ? holds(facts) : { facts, refusals };
}

/** @param linked the item waited for as it stands, or null where there is none */
export function prerequisiteUnmet(
  subject: string,
  prerequisite: Pick<PrerequisiteState, 'item' | 'states' | 'phrase'>,
  linked: LinkedItem | null,
): Refusal {
  const { item, states, phrase } = prerequisite;
  const wanted = either(states.map((state) => linked?.stateTitles?.[state] ?? titled(state)));
  const what = phrase.replace(/^following\s+/i, '');
  const stands =
    linked === null
      ? `${quoted(item)} is not on record at that day`
      : `${quoted(linked.title)} (${item}) stands at ${quoted(linked.stateTitle)}`;
  const message = `${subject} waits for ${what}: ${stands}, and must be ${wanted} first.`;
  return refuse('ITEM.PREREQUISITE_UNMET', message, { item, state: linked?.state ?? null, states });
}
