import { readDay } from '../due/due-span.js';
import { nearest } from '../nearest.js';
import { type Refusal, refuse } from '../refusal.js';
import { either, quoted } from '../sentence.js';
import type { FieldDefinition, TypeDefinition } from '../type/type-definition.js';

/** What an item says of itself, by the names that its type gives. */
export type ItemFields = { readonly [field: string]: string };

/** Holds an item's fields against its type: known names, values that fit, nothing required missing. */
export function judgeItemFields(
  { title, fields = {} }: Pick<TypeDefinition, 'title' | 'fields'>,
  values: ItemFields,
  path: string,
): readonly Refusal[] {
  const known = Object.keys(fields);
  const unknown = Object.keys(values).filter((name) => !Object.hasOwn(fields, name));
  const missing = known.filter((name) => fields[name]?.required === true && isBlank(values[name]));
  return [
    ...unknown.map((name) => {
      const near = nearest(name, known);
      const hint = near === null ? listed(known) : ` Did you mean ${quoted(near)}?`;
      const message = `${quoted(title.en)} has no field ${quoted(name)}.${hint}`;
      return refuse('ITEM.FIELD_UNKNOWN', message, { field: name, known }, `${path}${name}`);
    }),
    ...missing.map((name) => {
      const message = `Fill in the field “${name}”: ${fields[name]?.title.en ?? name}.`;
      return refuse('ITEM.FIELD_MISSING', message, { field: name }, `${path}${name}`);
    }),
    ...known.flatMap((name) => {
      const [value, field] = [values[name], fields[name]];
      if (value === undefined || field === undefined || isBlank(value)) return [];
      const wrong = whatIsWrong(value, field);
      if (wrong === null) return [];
      return [refuse('ITEM.FIELD_INVALID', wrong, { field: name, value }, `${path}${name}`)];
    }),
  ];
}

const listed = (known: readonly string[]): string =>
  known.length === 0 ? ' It has none.' : ` There are ${either(known, 'and')}.`;

const isBlank = (value: string | undefined): boolean => value === undefined || value.trim() === '';

/** Why a value does not fit its field, with what would; null where it does. */
export function whatIsWrong(
  value: string,
  { title, type, choices = [] }: Pick<FieldDefinition, 'title' | 'type' | 'choices'>,
): string | null {
  const said = `${title.en}: ${quoted(value)}`;
  switch (type) {
    case 'text':
      return null;
    case 'number':
      return /^-?\d{1,15}(?:\.\d{1,15})?$/.test(value)
        ? null
        : `${said} is no number; write it as 12 or 12.5.`;
    case 'day':
      return readDay(value) === null ? `${said} is no day; write it as 2020-09-30.` : null;
    case 'choice': {
      if (choices.includes(value)) return null;
      const near = nearest(value, choices);
      const hint = near === null ? '' : ` Did you mean ${quoted(near)}?`;
      return `${said} is none of ${either(choices.map(quoted))}.${hint}`;
    }
  }
}

/** The fields that say something, without blanks around, in the order of their names; undefined where none does. */
export function filledIn(values: ItemFields | undefined): ItemFields | undefined {
  const filled = Object.entries(values ?? {})
    .filter(([, value]) => !isBlank(value))
    .map(([name, value]) => [name, value.trim()] as const)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return filled.length === 0 ? undefined : Object.fromEntries(filled);
}
