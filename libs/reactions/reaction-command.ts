import { AdvanceItem, labelOf } from '#application';
import { type StoredEvent, uuidV5 } from '#ledger';
import type { Reaction } from './reaction-rule.js';

/** Fixed for good: the same rule on the same event is the same command in every version of this program. */
const REACTIONS = '5f0a2f43-3e0e-4d8a-9d55-7b4f6ef7f0c1';

/** The command that a reaction sends: on the cause's day, within its correlation, in the rule's own name. */
export function reactionCommand(rule: string, cause: StoredEvent, reaction: Reaction): AdvanceItem {
  const { target, transition, fields } = reaction;
  return new AdvanceItem(
    {
      commandId: uuidV5(REACTIONS, [cause.ledger, cause.position, rule, target].join('\n')),
      actor: `system:${rule}`,
      correlationId: cause.correlationId,
      causationId: String(cause.position),
    },
    {
      item: target,
      transition,
      effectiveOn: cause.effectiveOn.text,
      fields,
      cause: { stream: cause.stream, position: cause.position, label: labelOf(cause) },
    },
  );
}
