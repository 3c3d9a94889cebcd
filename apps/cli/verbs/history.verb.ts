import type { ItemHistory } from '#projections';
import { historyText } from '../text/history.text.js';
import { itemReader } from './item-reader.js';

/** `actum history`: what happened to an item, and why. */
export const historyVerb = itemReader<ItemHistory>({
  name: 'history',
  does: 'tell what happened to an item: who decided, who recorded it, when, and why',
  examples: ['actum history 11', 'actum history maf --known-at @100 --json'],
  part: '/history',
  text: historyText,
});
