import type { Illustrative } from '../events/index.js';
import type { ItemState } from '../item/item-state.js';
import { listed } from '../sentence.js';

const invented: Readonly<Record<Illustrative, string>> = {
  day: 'a day',
  person: 'a person',
  link: 'a link',
  reason: 'a reason',
  step: 'a step',
};

/** What had to be invented, a sentence for each kind of it: "Illustrative in items 6, 7 and 11: a person, a reason." */
export function illustrativeSentences(
  items: readonly Pick<ItemState, 'item' | 'number' | 'illustrative'>[],
): readonly string[] {
  const numbers = new Map<string, string[]>();
  for (const { item, number, illustrative } of items) {
    if (illustrative.length === 0) continue;
    const kinds = [...new Set(illustrative)].sort().map((kind) => invented[kind]);
    const said = kinds.join(', ');
    numbers.set(said, [...(numbers.get(said) ?? []), number ?? item]);
  }
  return [...numbers].map(
    ([kinds, among]) =>
      `Illustrative in ${among.length === 1 ? 'item' : 'items'} ${listed(among)}: ${kinds}.`,
  );
}
