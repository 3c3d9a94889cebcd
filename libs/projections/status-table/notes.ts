import { type Day, type ItemState, isOverdue, startStanding, type TypeDefinition } from '#domain';

/**
 * Short sentences that stand beside an item's row on a day. They never change the status text itself.
 */
export function notesOn(definition: TypeDefinition, state: ItemState, day: Day): readonly string[] {
  const { parts, prerequisites, start, due } = state;
  const { begun, done, final } = definition.states[state.state] ?? {};
  const waiting = begun !== true && done !== true && final !== true;
  const blocked = prerequisites.some(({ met }) => !met);
  const standing = startStanding(state, day);
  const notes: string[] = [];
  if (parts.length > 0) notes.push(`${parts.filter((part) => part.done).length} of ${parts.length} parts`);
  if (waiting && standing === 'missed') notes.push('planned start missed');
  else if (waiting && standing !== null) notes.push(`planned start ${standing} the due date`);
  if (waiting && prerequisites.length > 0 && !blocked) notes.push('can proceed');
  if (waiting && !blocked && start !== null && start.form.latest < day)
    notes.push('a new planned start is owed');
  if (isOverdue(definition, state, day) && (due?.revised ?? due?.original)?.kind === 'period') {
    notes.push('period ended: close or carry over');
  }
  return notes;
}
