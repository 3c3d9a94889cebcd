import { evolveItem, foldItem, type ItemEvent, type ItemState } from '#domain';
import { folding } from '../way/folding.js';

/** The item after all of its events, as `foldItem` has it; a correction is told from the first event on. */
export const foldedItem = folding<ItemEvent, ItemState>(
  evolveItem,
  foldItem,
  ({ type }) => type === 'Corrected',
);
