import { decisionStated } from '../../directory/directory-rules.js';
import { countsFrom } from '../../due/effective-on.js';
import type { Grounds, ItemEvent, StateMark, Via } from '../../events/index.js';
import { stated } from '../../not-stated.js';
import { touchedPapers } from '../../paper/touched-papers.js';
import type { Refusal } from '../../refusal.js';
import type { StateDefinition } from '../../type/type-definition.js';
import { type CommandAttempt, isBlank } from '../attempt.js';

/** What an act makes of a command: its events, or what is wrong with its fields. */
export type ActOutcome =
  | { readonly ok: true; readonly events: readonly ItemEvent[] }
  | { readonly ok: false; readonly refusals: readonly Refusal[] };

/** An act, once its required fields are there. `via` is what its first event carries. */
export type ActRule = (attempt: CommandAttempt, via: Via) => ActOutcome;

export const leaves = (...events: readonly ItemEvent[]): ActOutcome => ({ ok: true, events });
export const turnsDown = (...refusals: readonly Refusal[]): ActOutcome => ({ ok: false, refusals });

/** What the command says of its grounds, as its first event keeps it, and the published papers that it comes too late for. */
export function groundsOf({ command, context }: CommandAttempt): Grounds {
  const { reason, ground, decision, illustrative } = command;
  const touches = touchedPapers(context.papers, countsFrom(command.effectiveOn, context.today));
  return {
    ...(reason === undefined || isBlank(reason) ? {} : { reason }),
    ...(ground === undefined || isBlank(ground) ? {} : { ground: stated(ground) }),
    ...(decision === undefined ? {} : { decision: decisionStated(decision) }),
    ...(illustrative === undefined || illustrative.length === 0 ? {} : { illustrative }),
    ...(touches.length === 0 ? {} : { touches }),
  };
}

export function marksOf(state: StateDefinition | undefined): readonly StateMark[] {
  const marks: readonly StateMark[] = ['begun', 'done', 'final'];
  return marks.filter((mark) => state?.[mark] === true);
}
