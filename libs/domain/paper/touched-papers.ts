import { dayInWords } from '../due/day-in-words.js';
import type { Day } from '../due/due-form.js';
import type { TouchedPaper } from '../events/index.js';

/**
 * Which of the papers published about a plan an entry about one of its items touches: those as of the day
 * from which it counts, or a later one. A paper stays as it is; who records this is told, and history says so.
 * @param day the day from which the entry counts; of a correction the earlier of both days
 */
export function touchedPapers(
  papers: readonly TouchedPaper[] | undefined,
  day: Day,
): readonly TouchedPaper[] {
  return (papers ?? []).filter(({ asOf }) => day <= asOf).map(({ number, asOf }) => ({ number, asOf }));
}

/** "Recorded after GB.340/INS/6 was published as of 30 September 2020; the paper stays as it is" */
export const touchedSentence = ({ number, asOf }: TouchedPaper): string =>
  `Recorded after ${number} was published as of ${dayInWords(asOf)}; the paper stays as it is`;
