import type { LinkedItem } from '../../decide/item-command.js';
import type { Cause, Via } from '../../events/index.js';
import type { ItemState, PrerequisiteState } from '../../item/item-state.js';
import { type Refusal, refuse } from '../../refusal.js';
import { quoted } from '../../sentence.js';
import { type CommandAttempt, fieldOf, subjectOf } from '../attempt.js';
import { prerequisiteUnmet } from '../guards/prerequisites.guard.js';
import { type ActOutcome, groundsOf, leaves, turnsDown } from './act-outcome.js';
import { notLinked } from './prerequisite.act.js';

/** Records that an item waited for has got there. Refused where it has not, or where that is on record. */
export function actPrerequisiteMet(attempt: CommandAttempt, via: Via): ActOutcome {
  const seen = look(attempt);
  if (!seen.ok) return turnsDown(seen.refusal);
  const { prerequisite, linked, satisfied, cause } = seen;
  if (linked === null || !satisfied)
    return turnsDown(prerequisiteUnmet(subjectOf(attempt.state), prerequisite, linked));
  if (prerequisite.met && !isRetold(cause))
    return turnsDown(nothingToDo(attempt, prerequisite, 'has been met'));
  const { item } = prerequisite;
  const early = isRetold(cause) && begunTooEarly(attempt.state, prerequisite, linked);
  return leaves({
    type: 'PrerequisiteMet',
    data: { via, ...groundsOf(attempt), item, state: linked.state, cause, ...(early ? { early } : {}) },
  });
}

/**
 * Records that an item waited for has gone back on it, and flags the item where it had begun on the
 * strength of it: also where it began so soon that having been met was never put on record.
 */
export function actPrerequisiteUnmet(attempt: CommandAttempt, via: Via): ActOutcome {
  const seen = look(attempt);
  if (!seen.ok) return turnsDown(seen.refusal);
  const { prerequisite, linked, satisfied, cause } = seen;
  const { state } = attempt;
  if (satisfied) return turnsDown(nothingToDo(attempt, prerequisite, 'is still met'));
  const { item } = prerequisite;
  const flagged = state.marks.includes('begun') || state.marks.includes('done');
  const standing = state.flags.some((flag) => flag.code === 'PREREQUISITE_WITHDRAWN' && flag.item === item);
  if (!prerequisite.met && (!flagged || standing) && !isRetold(cause))
    return turnsDown(nothingToDo(attempt, prerequisite, 'is on record as not met'));
  return leaves({
    type: 'PrerequisiteUnmet',
    data: { via, ...groundsOf(attempt), item, state: linked?.state ?? 'unknown', cause, flagged },
  });
}

/** After a correction, what was so on earlier days is told once more. */
const isRetold = ({ label }: Cause): boolean => label === 'Corrected';

/** Certainly before: where the day of the start is not stated, nobody can say so. */
export function begunTooEarly(
  { begunOn }: Pick<ItemState, 'begunOn'>,
  { states }: Pick<PrerequisiteState, 'states'>,
  { stateOn }: Pick<LinkedItem, 'stateOn'>,
): boolean {
  const day = begunOn?.latest ?? null;
  return day !== null && stateOn !== undefined && !states.includes(stateOn(day));
}

type Seen =
  | {
      readonly ok: true;
      readonly prerequisite: PrerequisiteState;
      readonly linked: LinkedItem | null;
      readonly satisfied: boolean;
      readonly cause: Cause;
    }
  | { readonly ok: false; readonly refusal: Refusal };

function look(attempt: CommandAttempt): Seen {
  const { state, command, context } = attempt;
  const item = fieldOf(command, 'item') ?? '';
  const prerequisite = state.prerequisites.find((one) => one.item === item);
  if (prerequisite === undefined) return { ok: false, refusal: notLinked(attempt, item, 'fields.item') };
  const { cause } = command;
  if (cause === undefined) {
    const message = 'A reaction names the event that caused it.';
    return { ok: false, refusal: refuse('ITEM.FIELD_MISSING', message, {}, 'cause') };
  }
  const linked = context.linked.get(item) ?? null;
  const satisfied = linked !== null && prerequisite.states.includes(linked.state);
  return { ok: true, prerequisite, linked, satisfied, cause };
}

function nothingToDo({ state }: CommandAttempt, { item }: PrerequisiteState, how: string): Refusal {
  const message = `${subjectOf(state)} has nothing to record: what it waits for, ${quoted(item)}, ${how}.`;
  return refuse('ITEM.NOTHING_TO_DO', message, { item }, 'fields.item');
}
