import type { EffectiveOn } from '../due/due-form.js';
import type { ProgressReported } from '../events/index.js';
import type { ItemState, LineageLink, ProgressState } from './item-state.js';

export function withPartner(state: ItemState, partner: string, body: string | null): ItemState {
  const others = state.partners.filter((one) => one.partner !== partner);
  return { ...state, partners: [...others, { partner, body }] };
}

/** A link to an item needs no words beside it: the item has its own. */
export function linked(
  lineage: readonly LineageLink[],
  relation: LineageLink['relation'],
  item: string | null,
  words: string | null,
): readonly LineageLink[] {
  const reference = item === null ? words : null;
  const others = lineage.filter(
    (one) => one.relation !== relation || one.item !== item || one.reference !== reference,
  );
  return [...others, { relation, item, reference }];
}

/** “No change” keeps the last text, and since when it has stood; its own day is the new one. */
export function progressAfter(
  before: ProgressState | null,
  { text, unchanged }: ProgressReported['data'],
  effectiveOn: EffectiveOn,
): ProgressState {
  if (unchanged !== true) return { text, effectiveOn, unchangedSince: null };
  const unchangedSince = before?.unchangedSince ?? before?.effectiveOn ?? null;
  return { text: before?.text ?? text, effectiveOn, unchangedSince };
}
