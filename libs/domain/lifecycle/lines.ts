import type { ItemState } from '../item/item-state.js';
import type { SignOffGuard, TypeDefinition } from '../type/type-definition.js';
import { clearedFor } from './guards/sign-off.guard.js';

/** Every condition of a type that takes clearances. */
export const signOffGuards = ({ transitions }: TypeDefinition): readonly SignOffGuard[] =>
  Object.values(transitions)
    .flatMap(({ guards }) => guards)
    .filter((guard): guard is SignOffGuard => guard.kind === 'sign-off');

/**
 * The lines on which a word about the present text is still waited for: not where one was given, since what was
 * objected to waits for another text; nor where every condition that takes the line has clearances enough.
 */
export function openLines(definition: TypeDefinition, state: ItemState): readonly string[] {
  const conditions = signOffGuards(definition).map((guard) => clearedFor(guard, state));
  return linesOf(definition, state).filter((line) => {
    if (state.signOffs.some((one) => one.line === line && one.contentDigest === state.contentDigest))
      return false;
    const taking = conditions.filter(({ lines }) => lines.includes(line));
    return taking.length === 0 || taking.some(({ cleared, needed }) => cleared.length < needed);
  });
}

/** The lines on which an item can be cleared: those that it requires, and those that its type's conditions name. */
export function linesOf(definition: TypeDefinition, { lines }: Pick<ItemState, 'lines'>): readonly string[] {
  return [...new Set([...lines, ...signOffGuards(definition).flatMap((guard) => guard.of ?? [])])];
}
