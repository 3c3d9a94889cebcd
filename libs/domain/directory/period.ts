import { isDay } from '../due/day.js';
import type { Period } from '../due/due-form.js';
import { parseDue } from '../due/parse-due.js';
import type { LedgerEvent } from '../events/index.js';
import { type Decision, type Refusal, refuse } from '../refusal.js';
import { quoted } from '../sentence.js';
import { type DirectoryContext, judgeText, mayAdminister, unless } from './directory-rules.js';
import { type LedgerState, noDay, notOpened } from './ledger.js';

/**
 * Defines a stretch of days that due texts may name. It is never redefined: what was read by it before
 * would no longer mean what is on record.
 */
export function definePeriod(
  state: LedgerState | null,
  { name, from, until }: Period,
  context: DirectoryContext,
): Decision<LedgerEvent> {
  if (state === null) return unless([notOpened()]);
  const refusals: Refusal[] = [...mayAdminister(context), ...judgeText(name, 'name')];
  refusals.push(...judgePeriodDays({ name, from, until }));
  if (refusals.length === 0) refusals.push(...judgePeriodName({ name, from, until }, state.periods));
  return unless<LedgerEvent>(refusals, { type: 'PeriodDefined', data: { name: name.trim(), from, until } });
}

export function judgePeriodDays({ from, until }: Period): readonly Refusal[] {
  const faulty = Object.entries({ from, until }).filter(([, day]) => !isDay(day));
  if (faulty.length > 0) return faulty.map(([field, day]) => noDay(day, field));
  if (from <= until) return [];
  return [refuse('PERIOD.ENDS_EARLY', 'A period ends on its first day or later.', { from, until }, 'until')];
}

/** The name is nobody else's, and a due text that says it is read as this period. */
export function judgePeriodName(period: Period, others: readonly Period[]): readonly Refusal[] {
  const { name } = period;
  const known = others.find((other) => other.name.toLowerCase() === name.trim().toLowerCase());
  if (known !== undefined) {
    const facts = { name, from: known.from, until: known.until };
    const message = `${quoted(name)} is defined already, from ${known.from} to ${known.until}; give another name.`;
    return [refuse('PERIOD.EXISTS', message, facts, 'name')];
  }
  const without = parseDue(name, { periods: others });
  const within = parseDue(name, { periods: [period] });
  const isFree = !without.ok && without.refusal.code === 'DUE.UNREADABLE';
  if (isFree && within.ok && within.due.kind === 'period') return [];
  const message = `${quoted(name)} means something else already where it stands as a due text; give another name.`;
  return [refuse('PERIOD.NAME_TAKEN', message, { name }, 'name')];
}
