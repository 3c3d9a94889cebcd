import {
  blockedBy,
  type Day,
  type ItemState,
  isOverdue,
  isStartOwed,
  startStanding,
  type TypeDefinition,
} from '#domain';

/**
 * Short sentences that stand beside an item's row on a day: "1 of 2 parts", "planned start missed",
 * "can proceed". They never change the status text itself.
 */
export function notesOn(definition: TypeDefinition, state: ItemState, day: Day): string[] {
  const { parts, prerequisites, due, undated } = state;
  const { begun, done, final } = definition.states[state.state] ?? {};
  const waits = begun !== true && done !== true && final !== true;
  const canProceed = waits && blockedBy(definition, state).length === 0;
  const standing = startStanding(state, day);
  const notes: string[] = [];
  if (parts.length > 0) notes.push(`${parts.filter((part) => part.done).length} of ${parts.length} parts`);
  if (standing !== null)
    notes.push(standing === 'missed' ? 'planned start missed' : `planned start ${standing} the due date`);
  if (canProceed && prerequisites.length > 0) notes.push('can proceed');
  if (canProceed && isStartOwed(state, day)) notes.push('a new planned start is owed');
  if (isOverdue(definition, state, day) && (due?.revised ?? due?.original)?.kind === 'period') {
    notes.push('period ended: close or carry over');
  }
  const lines = awaitedLines(definition, state);
  if (lines.length > 0) notes.push(`awaiting clearance on the line ${lines.join(', ')}`);
  if (undated !== null && due === null && done !== true && final !== true) notes.push('no date');
  return notes;
}

/** Lines whose clearance of the present text is still to come, where the next step takes each of them. */
function awaitedLines({ transitions }: TypeDefinition, state: ItemState): readonly string[] {
  const takesEach = Object.values(transitions).some(
    ({ from, guards }) =>
      from.includes(state.state) &&
      guards.some((guard) => guard.kind === 'sign-off' && guard.policy === 'one-per-line'),
  );
  if (!takesEach || state.contentDigest === null) return [];
  const isCleared = (line: string): boolean =>
    state.signOffs.some(
      (one) => one.line === line && one.verdict === 'clear' && one.contentDigest === state.contentDigest,
    );
  return state.lines.filter((line) => !isCleared(line));
}
