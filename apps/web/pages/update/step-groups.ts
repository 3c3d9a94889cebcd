import type { Act } from '#domain';
import type { Possibility } from '../../api/answers.js';
import { isRequired } from './update-request.js';

/** Somebody waits for an answer; people come for it; anything else; adds to the record and leaves the state. */
const places = ['answer', 'moves', 'step', 'note'] as const;
type Place = (typeof places)[number];

const placeOfAct: { readonly [A in Act]: Place } = {
  'extend-due': 'answer',
  'decline-extension': 'answer',
  transition: 'moves',
  'plan-start': 'moves',
  'complete-part': 'moves',
  'request-extension': 'step',
  'link-prerequisite': 'step',
  'remove-prerequisite': 'step',
  'prerequisite-met': 'step',
  'prerequisite-unmet': 'step',
  clear: 'step',
  object: 'step',
  'report-progress': 'note',
  'attach-evidence': 'note',
  'add-partner': 'note',
  'add-chapter': 'note',
  'add-outcome': 'note',
  'copy-outcome': 'note',
  'link-basis': 'note',
  'link-companion': 'note',
  'link-lineage': 'note',
};
const placeByName = new Map<string, Place>(Object.entries(placeOfAct));

interface Grouped {
  readonly steps: readonly Possibility[];
  readonly notes: readonly Possibility[];
}

/** What can be done, in the order in which it is offered; nothing is left out, whatever its act. */
export function grouped(possibilities: readonly Possibility[]): Grouped {
  const at = (place: Place): readonly Possibility[] =>
    possibilities.filter(({ act }) => (placeByName.get(act) ?? 'step') === place);
  return { steps: places.filter((place) => place !== 'note').flatMap(at), notes: at('note') };
}

/** May be offered first: what has to be accounted for – an end, a way back – never is. */
export const goesOn = (possibility: Possibility): boolean => !isRequired(possibility, 'reason');
