import { type Refusal, refuse } from '../../refusal.js';
import { quoted } from '../../sentence.js';
import { fieldTitle } from '../act-fields.js';
import { type CommandAttempt, fieldOf, subjectOf } from '../attempt.js';

export type ItemOrWords =
  | { readonly ok: true; readonly item: string | null; readonly words: string }
  | { readonly ok: false; readonly refusals: readonly Refusal[] };

/** What is linked: an item on record, by the field `item`, or something in words, by another field; one of them. */
export function itemOrWords({ state, command, context }: CommandAttempt, field: string): ItemOrWords {
  const item = fieldOf(command, 'item');
  const words = fieldOf(command, field);
  if (item === null && words === null) {
    const message = `Fill in the field “${field}”: the ${fieldTitle(field)}; or “item”, where it is an item.`;
    return no(refuse('ITEM.FIELD_MISSING', message, { fields: [field, 'item'] }, `fields.${field}`));
  }
  if (item === null) return { ok: true, item, words: words ?? '' };
  if (words !== null) {
    const message = `Fill in one of “${field}” and “item”, not both.`;
    return no(refuse('ITEM.FIELD_INVALID', message, { [field]: words, item }, `fields.${field}`));
  }
  if (item === state.item) return { ok: true, item, words: state.title };
  const linked = context.linked.get(item);
  if (linked !== undefined) return { ok: true, item, words: linked.title };
  const message = `${subjectOf(state)}: there is no item ${quoted(item)}.`;
  return no(refuse('ITEM.UNKNOWN', message, { item }, 'fields.item'));
}

const no = (...refusals: readonly Refusal[]): ItemOrWords => ({ ok: false, refusals });
