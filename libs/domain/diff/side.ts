import type { Day } from '../due/due-form.js';
import type { ItemState } from '../item/item-state.js';
import { printStatus } from '../item/print-status.js';
import type { TypeDefinition } from '../type/type-definition.js';

/** What a comparison may look at besides the two states. */
export interface DiffContext {
  /** The type that an item is on, by its digest. */
  readonly typeOf: (digest: string) => TypeDefinition;
  /** What a person or body is called. */
  readonly nameOf: (id: string) => string;
  /** What another item is called: its number where it is one of the plan, else its title. */
  readonly itemNamed: (id: string) => { readonly number: string | null; readonly title: string };
  /** Why the item's due date was extended last by that day; null where no reason is on record. */
  readonly reasonOf: (item: string, day: Day) => string | null;
}

/** An item as it stood on one of the two days. */
export interface Side {
  readonly day: Day;
  readonly item: ItemState;
  readonly definition: TypeDefinition;
  readonly status: string | null;
}

export function sideOf(item: ItemState, day: Day, { typeOf }: DiffContext): Side {
  const definition = typeOf(item.typeDigest);
  return { day, item, definition, status: printStatus(definition, item, day) };
}
