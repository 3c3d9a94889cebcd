import type { ItemEvent, Recorded } from '../events/index.js';
import { actFields } from '../lifecycle/act-fields.js';
import type { CommandAttempt } from '../lifecycle/attempt.js';
import { type Refusal, refuse } from '../refusal.js';
import { either, quoted } from '../sentence.js';
import type { CorrectionCommand } from './correction-command.js';

/** Fields that the correction names and the entry does not have, or not to be corrected. */
export function unknownFields(
  event: Recorded<ItemEvent>,
  { version, fields = {} }: CorrectionCommand,
  attempt: CommandAttempt | null,
): readonly Refusal[] {
  const known = correctableFields(event, attempt);
  return Object.keys(fields)
    .filter((name) => !known.includes(name))
    .map((field) => {
      const has = known.length === 0 ? 'none that can' : either(known.map(quoted), 'and');
      const message = `The field ${quoted(field)} of entry ${version} cannot be corrected; it has ${has}.`;
      return refuse('ITEM.FIELD_INVALID', message, { field, known }, `fields.${field}`);
    });
}

/** Whoever cleared a text, on which line, and which text, is not corrected: that is struck out and given anew. */
function correctableFields(event: Recorded<ItemEvent>, attempt: CommandAttempt | null): readonly string[] {
  switch (event.type) {
    case 'ItemOpened':
      return ['title', 'number'];
    case 'DueSet':
      return ['due', 'latest'];
    case 'SignedOff':
    case 'Objected':
      return ['comment'];
    default: {
      if (attempt === null) return [];
      const { act: name, guards } = attempt.transition;
      const guarded = guards.flatMap((guard) =>
        guard.kind === 'fields' ? [...guard.required, ...(guard.optional ?? [])] : [],
      );
      return [...new Set([...actFields[name].map((field) => field.name), ...guarded])];
    }
  }
}
