import type { Corrected, CorrectedPart, ItemEvent, Recorded } from '../events/index.js';
import { labelOf } from '../events/label-of.js';
import type { CorrectionCommand } from './correction-command.js';

type Said = Pick<Corrected['data'], 'void' | 'replacement'>;

/** A correction of an event, as it goes on record. */
export function correctionOf(
  event: Recorded<ItemEvent>,
  said: Said,
  changes: readonly CorrectedPart[],
  { reason, ground, illustrative }: CorrectionCommand,
): Corrected {
  const { version, position, type } = event;
  if (type === 'Corrected') throw new Error(`Entry ${version} is a correction itself.`);
  return {
    type: 'Corrected',
    data: {
      target: { version, position, type, label: labelOf(event) },
      ...said,
      changes,
      ...(reason === undefined ? {} : { reason }),
      ...(ground === undefined ? {} : { ground }),
      ...(illustrative === undefined || illustrative.length === 0 ? {} : { illustrative }),
    },
  };
}

/** A history with corrections at its end, to be tried out before they are on record. */
export function withCorrections(
  events: readonly Recorded<ItemEvent>[],
  corrections: readonly Corrected[],
): readonly Recorded<ItemEvent>[] {
  const last = events.at(-1);
  if (last === undefined) return events;
  const tried = corrections.map(
    (correction, index): Recorded<ItemEvent> => ({
      ...last,
      ...correction,
      position: last.position + index + 1,
      version: last.version + index + 1,
      commandId: '',
    }),
  );
  return [...events, ...tried];
}
