import type { Via } from '../../events/index.js';
import { type Refusal, refuse } from '../../refusal.js';
import { either, quoted } from '../../sentence.js';
import { type CommandAttempt, fieldOf, subjectOf } from '../attempt.js';
import { type ActOutcome, groundsOf, leaves, turnsDown } from './act-outcome.js';

/** Makes the item wait for another, until that reaches one of the states named. */
export function actLinkPrerequisite(attempt: CommandAttempt, via: Via): ActOutcome {
  const { state, command, context } = attempt;
  const item = fieldOf(command, 'prerequisite') ?? '';
  const phrase = fieldOf(command, 'phrase') ?? '';
  const states = (fieldOf(command, 'states') ?? '')
    .split(',')
    .map((one) => one.trim())
    .filter((one) => one !== '');
  const linked = context.linked.get(item);
  const refusals: Refusal[] = [];
  if (linked === undefined && item !== state.item) refusals.push(unknownItem(item));
  const titles = linked?.stateTitles;
  const unknown = titles === undefined ? [] : states.filter((one) => !Object.hasOwn(titles, one));
  if (states.length === 0 || unknown.length > 0) {
    const known = titles === undefined ? '' : ` It has ${either(Object.keys(titles), 'and')}.`;
    const message = `Name states that ${quoted(linked?.title ?? item)} can reach, with commas between.${known}`;
    refusals.push(refuse('ITEM.FIELD_INVALID', message, { states, unknown }, 'fields.states'));
  }
  if (state.prerequisites.some((prerequisite) => prerequisite.item === item)) {
    const message = `${subjectOf(state)} waits for ${quoted(linked?.title ?? item)} already.`;
    refusals.push(refuse('ITEM.ALREADY_LINKED', message, { item }, 'fields.prerequisite'));
  }
  if (refusals.length > 0) return turnsDown(...refusals);
  const met = linked !== undefined && states.includes(linked.state);
  const prerequisite = { item, states, phrase };
  return leaves({ type: 'PrerequisiteLinked', data: { via, ...groundsOf(attempt), prerequisite, met } });
}

export function actRemovePrerequisite(attempt: CommandAttempt, via: Via): ActOutcome {
  const { state, command } = attempt;
  const item = fieldOf(command, 'prerequisite') ?? '';
  if (!state.prerequisites.some((prerequisite) => prerequisite.item === item))
    return turnsDown(notLinked(attempt, item, 'fields.prerequisite'));
  return leaves({ type: 'PrerequisiteRemoved', data: { via, ...groundsOf(attempt), item } });
}

export function notLinked({ state }: CommandAttempt, item: string, field: string): Refusal {
  const message = `${subjectOf(state)} does not wait for ${quoted(item)}.`;
  return refuse(
    'ITEM.NOT_LINKED',
    message,
    { item, waitsFor: state.prerequisites.map((one) => one.item) },
    field,
  );
}

function unknownItem(item: string): Refusal {
  const message = `There is no item ${quoted(item)} to wait for on that day.`;
  return refuse('ITEM.UNKNOWN', message, { item }, 'fields.prerequisite');
}
