import { AdvanceItem } from '#application';
import { labelOf } from '#domain';
import { type StoredEvent, uuidV5 } from '#ledger';
import type { Reaction } from './reaction-rule.js';

/** Fixed for good: the same rule on the same event is the same command in every version of this program. */
const REACTIONS = '5f0a2f43-3e0e-4d8a-9d55-7b4f6ef7f0c1';

/**
 * The command that a reaction sends: on the day of the event that it answers, within the cause's correlation,
 * in the rule's own name.
 */
export function reactionCommand(rule: string, cause: StoredEvent, reaction: Reaction): AdvanceItem {
  const { target, transition, fields, answers = cause, effectiveOn } = reaction;
  // One event may bring several earlier ones to light for the same item.
  const answered = answers === cause ? [] : [answers.position];
  // A correction is answered once for each day on which it changes something.
  const told = effectiveOn === undefined ? [] : [fields.item ?? '', effectiveOn];
  return new AdvanceItem(
    {
      commandId: uuidV5(
        REACTIONS,
        [cause.ledger, cause.position, rule, target, ...answered, ...told].join('\n'),
      ),
      actor: `system:${rule}`,
      correlationId: cause.correlationId,
      causationId: String(cause.position),
    },
    {
      item: target,
      transition,
      effectiveOn: effectiveOn ?? answers.effectiveOn.text,
      fields,
      cause: { stream: answers.stream, position: answers.position, label: labelOf(answers) },
    },
  );
}
