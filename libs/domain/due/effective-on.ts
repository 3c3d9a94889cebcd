import { isNotStated } from '../not-stated.js';
import { type Refusal, refuse } from '../refusal.js';
import type { Day, EffectiveOn } from './due-form.js';
import { type DueSources, leavesOpen, parseDue } from './parse-due.js';

export type EffectiveOnParse =
  | { readonly ok: true; readonly effectiveOn: EffectiveOn }
  | { readonly ok: false; readonly refusal: Refusal };

/** True on that day and known to be. */
export const exactly = (day: Day): EffectiveOn => ({ text: day, earliest: day, latest: day });

/** The day from which a view counts it: its latest, or the day on which it was put on record. */
export const countsFrom = (effectiveOn: EffectiveOn, recordedOn: Day): Day =>
  effectiveOn.latest ?? recordedOn;

/**
 * Reads when something was true: a day ("2020-10-02"), any due form ("June 2019", "By end 2019"),
 * "by 2020-09-30" or "not stated". A deadline leaves open how much earlier it was.
 */
export function parseEffectiveOn(text: string, sources: Pick<DueSources, 'periods'> = {}): EffectiveOnParse {
  if (isNotStated(text)) return { ok: true, effectiveOn: { text, earliest: null, latest: null } };
  const parsed = parseDue(text, sources);
  if (!parsed.ok) {
    const message = `${parsed.refusal.message} Where the source gives no day: “by 2020-09-30” or “not stated”.`;
    return { ok: false, refusal: refuse(parsed.refusal.code, message, parsed.refusal.facts, 'effectiveOn') };
  }
  const { due } = parsed;
  const isOneDay = due.precision === 'day' && !leavesOpen(text);
  const bounded = due.kind === 'period' || isOneDay;
  return { ok: true, effectiveOn: { text, earliest: bounded ? due.earliest : null, latest: due.latest } };
}
