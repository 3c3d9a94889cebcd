import type { Appended, Json, Ledger } from '#ledger';
import type { CommandAnswer } from '../command-answer.js';

/** What an event is called: its transition's label in the type, else its own, else its type. */
export function labelOf(event: { readonly type: string; readonly data: Json }): string {
  const label = fieldOf(fieldOf(event.data, 'via'), 'label') ?? fieldOf(event.data, 'label');
  return typeof label === 'string' ? label : event.type;
}

/**
 * The answer to an accepted command. It is drawn from what the ledger holds, so that a repeat is
 * answered as the first try was.
 */
export async function acceptedAnswer(
  ledger: Ledger,
  appended: Appended,
  repeated: boolean,
): Promise<CommandAnswer> {
  const { firstPosition, lastPosition, recordedAt } = appended;
  const stored = await ledger.readForward(firstPosition - 1, lastPosition - firstPosition + 1);
  const events = stored.map((event) => ({
    position: event.position,
    stream: event.stream,
    version: event.version,
    type: event.type,
    label: labelOf(event),
  }));
  const [first] = events;
  if (first === undefined) throw new Error(`The ledger does not hold position ${firstPosition} any more.`);
  const last = events.findLast(({ stream }) => stream === first.stream) ?? first;
  return {
    outcome: 'accepted',
    repeated,
    stream: first.stream,
    version: last.version,
    position: lastPosition,
    recordedAt,
    events,
  };
}

function fieldOf(json: Json | undefined, name: string): Json | undefined {
  if (typeof json !== 'object' || json === null || Array.isArray(json)) return undefined;
  return (json as { readonly [key: string]: Json })[name];
}
