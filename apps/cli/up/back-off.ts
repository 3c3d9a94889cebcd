const FIRST_MS = 200;
const LONGEST_MS = 10_000;
/** Whoever ran this long was well; its next end counts as a first one. */
const WELL_AFTER_MS = 30_000;

/** Waiting times between restarts: doubled each time, from a fifth of a second to ten seconds. */
export function backOff(): { next(ranForMs: number): number } {
  let delay = FIRST_MS;
  return {
    next(ranForMs) {
      if (ranForMs >= WELL_AFTER_MS) delay = FIRST_MS;
      const present = delay;
      delay = Math.min(delay * 2, LONGEST_MS);
      return present;
    },
  };
}
