import type { Via } from '../../events/index.js';
import { type Refusal, refuse } from '../../refusal.js';
import { either, quoted } from '../../sentence.js';
import { type CommandAttempt, subjectOf } from '../attempt.js';
import { type ActOutcome, groundsOf, leaves, turnsDown } from './act-outcome.js';

/** An outcome of the item's own. Where others' are copied, the type asks for a reason: by way of exception only. */
export function actAddOutcome(attempt: CommandAttempt, via: Via): ActOutcome {
  const outcome = (attempt.command.fields.outcome ?? '').trim();
  const there = standsThere(attempt, outcome);
  if (there.length > 0) return turnsDown(...there);
  const text = attempt.command.fields.text ?? '';
  return leaves({ type: 'OutcomeAdded', data: { via, ...groundsOf(attempt), outcome, text } });
}

/** Another item's outcome, to the letter: not a space more or less. */
export function actCopyOutcome(attempt: CommandAttempt, via: Via): ActOutcome {
  const { state, command, context } = attempt;
  const item = (command.fields.item ?? '').trim();
  const outcome = (command.fields.outcome ?? '').trim();
  const text = command.fields.text ?? '';
  const source = item === state.item ? undefined : context.linked.get(item);
  if (source === undefined) {
    const message = `${subjectOf(state)}: there is no other item ${quoted(item)} to copy an outcome from.`;
    return turnsDown(refuse('ITEM.UNKNOWN', message, { item }, 'fields.item'));
  }
  const original = source.outcomes.find((one) => one.outcome === outcome);
  if (original === undefined) {
    const known = source.outcomes.map((one) => one.outcome);
    const has = known.length === 0 ? 'it has none' : `it has ${either(known, 'and')}`;
    const message = `${quoted(source.title)} has no outcome ${quoted(outcome)} on that day; ${has}.`;
    return turnsDown(refuse('ITEM.UNKNOWN_OUTCOME', message, { item, outcome, known }, 'fields.outcome'));
  }
  const refusals = [...standsThere(attempt, outcome), ...altered(attempt, original.text, text)];
  if (refusals.length > 0) return turnsDown(...refusals);
  return leaves({ type: 'OutcomeCopied', data: { via, ...groundsOf(attempt), item, outcome, text } });
}

function standsThere({ state }: CommandAttempt, outcome: string): readonly Refusal[] {
  if (!state.outcomes.some((one) => one.outcome === outcome)) return [];
  const message = `${subjectOf(state)} has an outcome ${quoted(outcome)} already.`;
  return [refuse('ITEM.ALREADY_LINKED', message, { outcome }, 'fields.outcome')];
}

function altered({ state }: CommandAttempt, original: string, text: string): readonly Refusal[] {
  if (text === original) return [];
  const at = firstDifference([...original], [...text]);
  const stands = excerpt([...original], at);
  const given = excerpt([...text], at);
  const message = `${subjectOf(state)} copies outcomes to the letter: at character ${at + 1} there stands ${stands}, and ${given} was given.`;
  return [refuse('ITEM.OUTCOME_ALTERED', message, { at: at + 1, original, given: text }, 'fields.text')];
}

function firstDifference(a: readonly string[], b: readonly string[]): number {
  const at = a.findIndex((letter, index) => letter !== b[index]);
  return at === -1 ? a.length : at;
}

/** A few letters from there on, or that the text ends there. */
function excerpt(letters: readonly string[], at: number): string {
  const rest = letters.slice(at, at + 20).join('');
  if (rest === '') return 'the end';
  return at + 20 < letters.length ? quoted(`${rest}…`) : quoted(rest);
}
