import type { Corrected, ItemEvent, Recorded } from '../events/index.js';

/**
 * An item's events with its corrections applied, in order of version. A corrected event stands in its
 * original's place, recorded when the original was, with the day, the decider and the data it should have
 * had; a voided one is left out. The corrections stay, for the version they bring the stream to.
 */
export function effectiveHistory(events: readonly Recorded<ItemEvent>[]): readonly Recorded<ItemEvent>[] {
  const corrections = correctionsIn(events);
  if (corrections.size === 0) return events;
  return events.flatMap((event) => {
    const correction = corrections.get(event.version);
    if (correction === undefined) return [event];
    return correction.isVoid ? [] : [corrected(event, correction.replacement)];
  });
}

/** What all corrections of one event come to. */
export interface CorrectionOf {
  readonly isVoid: boolean;
  readonly replacement: Replacement;
}

type Replacement = NonNullable<Corrected['data']['replacement']>;

/** By the version of the event corrected: the last word on each part of it, and whether it is to stand at all. */
export function correctionsIn(events: readonly Recorded<ItemEvent>[]): ReadonlyMap<number, CorrectionOf> {
  const found = new Map<number, CorrectionOf>();
  for (const { type, data } of events) {
    if (type !== 'Corrected') continue;
    const before = found.get(data.target.version)?.replacement;
    found.set(data.target.version, {
      isVoid: data.void === true,
      replacement: { ...before, ...data.replacement },
    });
  }
  return found;
}

/** The event as it should have been. */
export function corrected(
  event: Recorded<ItemEvent>,
  { effectiveOn, decidedBy, data }: Replacement,
): Recorded<ItemEvent> {
  return {
    ...event,
    ...(effectiveOn === undefined ? {} : { effectiveOn }),
    ...(decidedBy === undefined ? {} : { decidedBy }),
    ...(data === undefined ? {} : { data }),
  } as Recorded<ItemEvent>;
}
