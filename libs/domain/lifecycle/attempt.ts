import type { ItemCommand, ItemContext } from '../decide/item-command.js';
import type { Day } from '../due/due-form.js';
import { countsFrom } from '../due/effective-on.js';
import type { ItemState } from '../item/item-state.js';
import { type Facts, type Refusal, refuse } from '../refusal.js';
import { quoted } from '../sentence.js';
import type { TransitionDefinition } from '../type/type-definition.js';

/**
 * One transition of one item, tried, or only asked about: then there is no command, and conditions that
 * a command has yet to fulfil do not stand in the way.
 */
export interface Attempt {
  readonly state: ItemState;
  readonly name: string;
  readonly transition: TransitionDefinition;
  readonly context: ItemContext;
  readonly command: ItemCommand | null;
}

export interface CommandAttempt extends Attempt {
  readonly command: ItemCommand;
}

/** What one condition saw, and every reason it gives against the transition. */
export interface Judgement {
  readonly facts: Facts;
  readonly refusals: readonly Refusal[];
}

export const holds = (facts: Facts = {}): Judgement => ({ facts, refusals: [] });
export const fails = (refusal: Refusal): Judgement => ({ facts: refusal.facts, refusals: [refusal] });

/** A field of the command without the blanks around it, or null where it is missing or blank. */
export function fieldOf(command: ItemCommand | null, name: string): string | null {
  const value = command?.fields[name]?.trim();
  return value === undefined || value === '' ? null : value;
}

/** Whether what counts from a day had come by the day that the command is effective on; asked without one, it has. */
export function hadCome(on: Day | null, { command, context }: Attempt): boolean {
  return command === null || on === null || on <= countsFrom(command.effectiveOn, context.today);
}

export const isBlank = (text: string | undefined): boolean => text === undefined || text.trim() === '';

export const isReaction = (actor: string): boolean => actor.startsWith('system:');

/** "Item 11", "“Management and Accountability Framework”" */
export function subjectOf(state: Pick<ItemState, 'number' | 'title'>): string {
  return state.number === null ? quoted(state.title) : `Item ${state.number}`;
}

/** A body's name for a sentence, or its id where the directory has no such body. */
export const bodyName = (id: string, { bodies }: Pick<ItemContext, 'bodies'>): string => bodies.get(id) ?? id;

export const missingField = (name: string, title: string): Refusal =>
  refuse(
    'ITEM.FIELD_MISSING',
    `Fill in the field “${name}”: the ${title}.`,
    { field: name },
    `fields.${name}`,
  );
