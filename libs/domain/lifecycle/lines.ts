import type { ItemState } from '../item/item-state.js';
import type { SignOffGuard, TypeDefinition } from '../type/type-definition.js';

/** Every condition of a type that takes clearances. */
export const signOffGuards = ({ transitions }: TypeDefinition): readonly SignOffGuard[] =>
  Object.values(transitions)
    .flatMap(({ guards }) => guards)
    .filter((guard): guard is SignOffGuard => guard.kind === 'sign-off');

/** The lines on which an item can be cleared: those that it requires, and those that its type's conditions name. */
export function linesOf(definition: TypeDefinition, { lines }: Pick<ItemState, 'lines'>): readonly string[] {
  return [...new Set([...lines, ...signOffGuards(definition).flatMap((guard) => guard.of ?? [])])];
}
