import type { Day } from '../due/due-form.js';
import type { TypeDefinition } from '../type/type-definition.js';
import type { ItemState } from './item-state.js';
import { dueOf, strictestDay } from './start-outlook.js';

export type Timeliness = 'on time' | 'late' | 'unknown';
export type StartStanding = 'will miss' | 'may miss' | 'missed';

const isOver = (definition: TypeDefinition, { state }: ItemState): boolean => {
  const present = definition.states[state];
  return present?.done === true || present?.final === true;
};

/** Whether the last day of the due date, by its most lenient reading, has passed with something still owed. */
export function isOverdue(definition: TypeDefinition, state: ItemState, day: Day): boolean {
  const due = dueOf(state);
  return due !== null && due.latest < day && !isOver(definition, state);
}

/**
 * Whether it was done by the due date: on time by every reading of it, or late by every one; unknown where
 * the readings, or the day it was done, leave that open. Null while it is not done, or where nothing was due.
 */
export function timeliness(definition: TypeDefinition, state: ItemState): Timeliness | null {
  const due = dueOf(state);
  if (due === null || state.doneOn === null || definition.states[state.state]?.done !== true) return null;
  const { earliest, latest } = state.doneOn;
  if (latest !== null && latest <= strictestDay(due)) return 'on time';
  return earliest !== null && earliest > due.latest ? 'late' : 'unknown';
}

/**
 * What is to be said of a planned start on a day: that it will or may miss the due date, up to that
 * date's last day, and afterwards that it was missed, until the work begins.
 */
export function startStanding(state: ItemState, day: Day): StartStanding | null {
  const due = dueOf(state);
  const isOpen = state.begunOn === null && state.doneOn === null && !state.marks.includes('final');
  if (state.start === null || due === null || !isOpen) return null;
  if (day > due.latest) return 'missed';
  switch (state.start.outlook) {
    case 'will-miss':
      return 'will miss';
    case 'may-miss':
      return 'may miss';
    case 'in-time':
    case 'no-due-date':
      return null;
  }
}

/** Whether a later planned start is owed: the one there is has passed, and the work has not begun. */
export function isStartOwed(state: ItemState, day: Day): boolean {
  const isOpen = state.begunOn === null && state.doneOn === null && !state.marks.includes('final');
  return state.start !== null && isOpen && state.start.form.latest < day;
}

/** Items it waits for before it can begin, by id. Once it has begun or is over it waits no more. */
export function blockedBy(definition: TypeDefinition, state: ItemState): readonly string[] {
  if (definition.states[state.state]?.begun === true || isOver(definition, state)) return [];
  return state.prerequisites.filter(({ met }) => !met).map(({ item }) => item);
}

/** Whether it is in force: by the last state on its way that says so. */
export function isInForce(definition: TypeDefinition, state: Pick<ItemState, 'path'>): boolean {
  const says = state.path.map((one) => definition.states[one]?.inForce).filter((one) => one !== undefined);
  return says.at(-1) ?? false;
}
