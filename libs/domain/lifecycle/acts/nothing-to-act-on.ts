import { type Refusal, refuse } from '../../refusal.js';
import { type Attempt, subjectOf } from '../attempt.js';

/** What an act needs on record before anybody can fill in its fields. */
export function nothingToActOn({ state, transition }: Attempt): readonly Refusal[] {
  const subject = subjectOf(state);
  switch (transition.act) {
    case 'extend-due':
    case 'decline-extension': {
      if (state.extensionRequest !== null) return [];
      const how = transition.act === 'extend-due' ? 'approved' : 'declined';
      return [
        refuse('ITEM.REQUEST_MISSING', `${subject}: no extension has been asked for that could be ${how}.`),
      ];
    }
    case 'complete-part':
      if (state.parts.some(({ done }) => !done)) return [];
      return [refuse('ITEM.NOTHING_TO_DO', `${subject} has no part that is open.`)];
    case 'remove-prerequisite':
      if (state.prerequisites.length > 0) return [];
      return [refuse('ITEM.NOT_LINKED', `${subject} does not wait for anything.`)];
    default:
      return [];
  }
}
