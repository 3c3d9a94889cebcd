import {
  type Corrected,
  type CorrectionCommand,
  type CorrectionContext,
  type Decision,
  decideCorrection,
} from '#domain';
import type { Scenario } from './given-when-then.js';

export type AskedCorrection = Partial<CorrectionCommand> & Pick<CorrectionCommand, 'version'>;

/**
 * Tries a correction of a scenario's history by somebody, for the reason that it was mistyped unless it says
 * another.
 * @param more other items by day, where they do not stand as the scenario has them; papers published
 */
export function tryCorrection(
  scenario: Scenario,
  by: string,
  asked: AskedCorrection,
  more: Partial<Pick<CorrectionContext, 'linkedOn' | 'papers'>> = {},
): Decision<Corrected> {
  const { actor, definition, typeDigest, linked, ...shared } = scenario.context(by);
  if (actor === null) throw new Error('Somebody corrects.');
  return decideCorrection(
    scenario.events,
    { reason: 'It was mistyped', ...asked },
    {
      ...shared,
      actor,
      definitions: new Map([[typeDigest, definition]]),
      linkedOn: () => linked,
      ...more,
    },
  );
}
