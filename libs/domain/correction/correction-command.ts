import type { Actor, ItemContext, LinkedItem } from '../decide/item-command.js';
import type { Day, EffectiveOn } from '../due/due-form.js';
import type { Evidence, Illustrative } from '../events/index.js';
import type { TypeDefinition } from '../type/type-definition.js';

/** Somebody says that an event of an item was wrong, and what it should have been; or that it never was. */
export interface CorrectionCommand {
  /** The event's version on the item's stream. */
  readonly version: number;
  readonly void?: boolean;
  readonly effectiveOn?: EffectiveOn;
  readonly decidedBy?: string;
  /** Fields of the event's own act, by name; a blank one takes an optional field back. */
  readonly fields?: { readonly [name: string]: string };
  readonly evidence?: readonly Evidence[];
  readonly reason?: string;
  readonly ground?: string;
  readonly illustrative?: readonly Illustrative[];
}

/** What a correction may look at besides the item's own events. */
export interface CorrectionContext
  extends Omit<ItemContext, 'actor' | 'definition' | 'typeDigest' | 'linked'> {
  readonly actor: Actor;
  /** By digest: every version of the item's type that one of its events was judged by. */
  readonly definitions: ReadonlyMap<string, TypeDefinition>;
  /** Items that the item has named, as they stood on a day. */
  readonly linkedOn: (day: Day) => ReadonlyMap<string, LinkedItem>;
}
