import type { Actor } from '../decide/item-command.js';
import type { ItemState } from '../item/item-state.js';

/** In what capacity somebody acts: for themselves, or for one other person by delegation. */
export interface Capacity {
  /** Who acts. */
  readonly id: string;
  /** For whom; null: for themselves. */
  readonly onBehalfOf: string | null;
  /** The roles that count in it: one's own, or those delegated by that other person. */
  readonly roles: Actor['roles'];
  /** Items whose focal point or officer-in-charge they stand in for; null: all of that person's. */
  readonly owners: readonly { readonly by: string; readonly scope: string | null }[];
}

/** Every capacity in which an actor can act, their own first. */
export function capacitiesOf({ id, roles, delegations = [] }: Actor): readonly Capacity[] {
  const others = [...new Set(delegations.map(({ by }) => by))].map((onBehalfOf): Capacity => {
    const theirs = delegations.filter(({ by }) => by === onBehalfOf);
    return {
      id,
      onBehalfOf,
      roles: theirs.flatMap(({ role, scope }) => (role === 'owner' ? [] : [{ role, scope }])),
      owners: theirs.flatMap(({ by, role, scope }) => (role === 'owner' ? [{ by, scope }] : [])),
    };
  });
  return [{ id, onBehalfOf: null, roles, owners: [] }, ...others];
}

/** Whether the capacity answers for the item as the party named does. */
export function standsFor(
  { id, onBehalfOf, owners }: Capacity,
  party: string | null,
  { item }: Pick<ItemState, 'item'>,
): boolean {
  if (party === null) return false;
  if (onBehalfOf === null) return id === party;
  return owners.some(({ by, scope }) => by === party && (scope === null || scope === item));
}

/** Whoever stands behind a step that is taken in it. */
export const personsIn = ({ id, onBehalfOf }: Capacity): readonly string[] =>
  onBehalfOf === null ? [id] : [id, onBehalfOf];
