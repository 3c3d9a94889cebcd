import type { Day } from '../due/due-form.js';
import type { PrintCase, TypeDefinition } from '../type/type-definition.js';
import type { ItemState } from './item-state.js';

/** What a status text says of an item. */
export type Printed = Pick<ItemState, 'state' | 'start' | 'prerequisites'>;

/** The status text of the item on a day, to the letter; null prints nothing. */
export function printStatus(definition: TypeDefinition, state: Printed, day: Day): string | null {
  const rule = definition.print[state.state] ?? null;
  if (rule === null || typeof rule === 'string') return rule === null ? null : filledIn(rule, state);
  const found = rule.find((one) => applies(one, state, day));
  if (found === undefined) return null;
  const isWaiting = state.prerequisites.some(({ met }) => !met);
  return filledIn(isWaiting ? found.text + (found.unmet ?? '') : found.text, state);
}

function applies({ when }: PrintCase, { start }: Printed, day: Day): boolean {
  return when === undefined || (start !== null && day <= start.form.latest);
}

/** One pass, so that a brace within a person's own words is left alone. */
function filledIn(text: string, state: Printed): string {
  const waitsFor = state.prerequisites.find(({ met }) => !met);
  const words: { readonly [name: string]: string } = {
    '{start}': state.start?.form.text ?? '',
    '{phrase}': waitsFor?.phrase ?? '',
  };
  return text.replaceAll(/\{(?:start|phrase)\}/g, (name) => words[name] ?? name);
}
