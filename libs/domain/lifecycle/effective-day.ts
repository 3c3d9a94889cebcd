import { countsFrom } from '../due/effective-on.js';
import { type Refusal, refuse } from '../refusal.js';
import { quoted } from '../sentence.js';
import type { Act } from '../type/type-definition.js';
import { type CommandAttempt, subjectOf } from './attempt.js';

/** Facts beside the lifecycle: they may be from before the last transition, though not from before the opening. */
const besides: ReadonlySet<Act> = new Set([
  'report-progress',
  'attach-evidence',
  'add-partner',
  'link-basis',
  'link-companion',
  'link-lineage',
]);

/** The day may not lie ahead, and what comes later in the lifecycle may not have been earlier. */
export function judgeEffectiveDay({
  state,
  transition,
  context,
  command,
}: CommandAttempt): readonly Refusal[] {
  const { effectiveOn } = command;
  const { today } = context;
  const day = countsFrom(effectiveOn, today);
  if (day > today) {
    const message = `${quoted(effectiveOn.text)} has not passed yet: it is ${today}. Write the day, or “by ${today}”.`;
    return [
      refuse('ITEM.EFFECTIVE_IN_FUTURE', message, { effectiveOn: effectiveOn.text, today }, 'effectiveOn'),
    ];
  }
  // What another item did is dated by that item, which may have been there long before this one.
  if (transition.byReaction === true) return [];
  const since = besides.has(transition.act) ? state.openedOn : (state.lastTransitionOn ?? state.openedOn);
  if (day >= since) return [];
  const message = `${subjectOf(state)} came to where it stands on ${since}; ${quoted(effectiveOn.text)} is before that.`;
  return [
    refuse('ITEM.EFFECTIVE_TOO_EARLY', message, { effectiveOn: effectiveOn.text, since }, 'effectiveOn'),
  ];
}
