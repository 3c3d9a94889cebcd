import type { Day } from '../due/due-form.js';
import type { ItemState } from '../item/item-state.js';
import { type Change, itemChanges } from './item-changes.js';
import { itemSentences } from './item-sentences.js';
import { closingSentence, openingSentences } from './plan-sentences.js';
import { type DiffContext, type Side, sideOf } from './side.js';

/** A plan's items as they stood on a day. */
export interface PlanAt {
  readonly day: Day;
  readonly items: readonly ItemState[];
}

export interface ItemDiff {
  readonly item: string;
  readonly number: string | null;
  readonly title: string;
  readonly kind: 'changed' | 'new' | 'left';
  /** The status text on both days. */
  readonly status: { readonly before: string | null; readonly after: string | null };
  readonly changes: readonly Change[];
  /** For a paper; the first one names the item. */
  readonly sentences: readonly string[];
}

export interface PlanDiff {
  /** Components in which something changed, items in the plan's order. */
  readonly components: readonly {
    readonly id: string;
    readonly title: string;
    readonly items: readonly ItemDiff[];
  }[];
  /** Items in which nothing changed, by id. */
  readonly unchanged: readonly string[];
  /** How much changed, and where everything stands now. */
  readonly opening: readonly string[];
  /** Names what is unchanged; null where nothing is. */
  readonly closing: string | null;
}

interface Pair {
  readonly before: Side | null;
  readonly after: Side | null;
}

/** What changed in a plan between two days, item by item: as changes for a table, and as sentences for a paper. */
export function diffPlans(
  components: readonly { readonly id: string; readonly title: string }[],
  before: PlanAt,
  after: PlanAt,
  context: DiffContext,
): PlanDiff {
  const pairs = pairsOf(before, after, context);
  const diffs = pairs.map((pair) => ({ component: itemIn(pair).component, diff: diffOf(pair, context) }));
  const unchanged = pairs.filter((_, index) => diffs[index]?.diff.changes.length === 0).map(itemIn);
  const changed = diffs.filter(({ diff }) => diff.changes.length > 0);
  return {
    components: components.flatMap(({ id, title }) => {
      const items = changed.filter(({ component }) => component === id).map(({ diff }) => diff);
      return items.length === 0 ? [] : [{ id, title, items }];
    }),
    unchanged: unchanged.map(({ item }) => item),
    opening: openingSentences(before.day, after.day, {
      changed: changed.length,
      sides: pairs.flatMap((pair) => (pair.after === null ? [] : [pair.after])),
      context,
    }),
    closing: changed.length === 0 ? null : closingSentence(unchanged),
  };
}

function pairsOf(before: PlanAt, after: PlanAt, context: DiffContext): readonly Pair[] {
  const byId = new Map<string, { before: Side | null; after: Side | null }>();
  for (const item of before.items)
    byId.set(item.item, { before: sideOf(item, before.day, context), after: null });
  for (const item of after.items) {
    const side = sideOf(item, after.day, context);
    byId.set(item.item, { before: byId.get(item.item)?.before ?? null, after: side });
  }
  return [...byId.values()].sort((a, b) => (itemIn(a).ordinal ?? 0) - (itemIn(b).ordinal ?? 0));
}

function itemIn({ before, after }: Pair): ItemState {
  const side = after ?? before;
  if (side === null) throw new Error('Nothing is compared with nothing.');
  return side.item;
}

function diffOf(pair: Pair, context: DiffContext): ItemDiff {
  const { before, after } = pair;
  const { item, number, title } = itemIn(pair);
  return {
    ...{ item, number, title },
    kind: before === null ? 'new' : after === null ? 'left' : 'changed',
    status: { before: before?.status ?? null, after: after?.status ?? null },
    changes: itemChanges(before, after, context),
    sentences: itemSentences(before, after, context),
  };
}
