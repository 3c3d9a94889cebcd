import type { ItemEvent } from '../events/index.js';
import { fieldTitle } from '../lifecycle/act-fields.js';
import { fieldsOf } from './step.js';

/** One field of an entry, as whoever corrects it finds it. */
export interface CorrectableWords {
  readonly name: string;
  readonly title: string;
  readonly value: string;
}

/** What an entry says, field by field, as far as a correction may put it right. */
export function correctableWords(event: ItemEvent): readonly CorrectableWords[] {
  const isSignOff = event.type === 'SignedOff' || event.type === 'Objected';
  return Object.entries(fieldsOf(event, []))
    .filter(([name]) => !isSignOff || name === 'comment')
    .map(([name, value]) => ({ name, title: titleIn(event, name), value }));
}

const titleIn = ({ type }: ItemEvent, name: string): string =>
  fieldTitle(name, type === 'ProgressReported' ? 'report-progress' : undefined);
