import type { Day } from '../due/due-form.js';
import type { PaperComponent, PaperRow } from '../events/index.js';
import type { ItemState } from '../item/item-state.js';
import { printStatus } from '../item/print-status.js';
import type { TypeDefinition } from '../type/type-definition.js';
import { illustrativeSentences } from './illustrative-sentences.js';

/** What a paper is drawn from. Nothing else: the same source gives the same paper. */
export interface PaperSource {
  readonly asOf: Day;
  readonly components: readonly { readonly id: string; readonly title: string }[];
  /** The plan's items as they stood on the day, in any order; those not open yet are not among them. */
  readonly items: readonly ItemState[];
  /** The type that an item is on, by its digest. */
  readonly typeOf: (digest: string) => TypeDefinition;
}

export interface DrawnPaper {
  readonly components: readonly PaperComponent[];
  /** In words: what had to be invented. */
  readonly illustrative: readonly string[];
}

/** A plan as its paper prints it: for the preview and for what is published, so that the two cannot differ. */
export function drawPaper({ asOf, components, items, typeOf }: PaperSource): DrawnPaper {
  const inOrder = items.toSorted((a, b) => (a.ordinal ?? 0) - (b.ordinal ?? 0));
  const rowsOf = (id: string) =>
    inOrder
      .filter(({ component }) => component === id)
      .map((item) => rowOf(item, typeOf(item.typeDigest), asOf));
  return {
    components: components.map(({ id, title }) => ({ title, rows: rowsOf(id) })),
    illustrative: illustrativeSentences(inOrder),
  };
}

function rowOf(item: ItemState, definition: TypeDefinition, asOf: Day): PaperRow {
  const { due, undated } = item;
  // Words that named no day stay as endorsed; the day given since stands under them.
  const revised = due?.revised ?? (undated === null ? null : due?.original);
  return {
    number: item.number ?? item.item,
    text: item.title,
    dueText: undated ?? due?.original.text ?? '',
    ...(revised === null || revised === undefined ? {} : { revisedDueText: revised.text }),
    status: printStatus(definition, item, asOf),
  };
}
