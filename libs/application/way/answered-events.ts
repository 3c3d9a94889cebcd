import { labelOf, touchedSentence } from '#domain';
import type { Appended, AppendRequest, Ledger, StoredEvent } from '#ledger';
import type { AnsweredTouch, CommandAnswer } from '../command-answer.js';

/** The answer to a command accepted before. It is drawn from what the ledger holds, and is what the first try was answered. */
export async function acceptedAnswer(
  ledger: Ledger,
  appended: Appended,
  repeated: boolean,
): Promise<CommandAnswer> {
  const { firstPosition, lastPosition } = appended;
  const stored = await ledger.readForward(firstPosition - 1, lastPosition - firstPosition + 1);
  return answer(appended, stored, repeated);
}

/** The answer to a command accepted now, without reading again what was just written. */
export function answerOf({ writes }: AppendRequest, appended: Appended): CommandAnswer {
  const written = writes.flatMap(({ events }) => events);
  // What is written is what the rules made: events of the closed set.
  const stored = appended.events.map((place, index) => {
    return { ...place, data: written[index]?.data } as unknown as StoredEvent;
  });
  return answer(appended, stored, false);
}

function answer(
  { firstPosition, lastPosition, recordedAt }: Appended,
  stored: readonly StoredEvent[],
  repeated: boolean,
): CommandAnswer {
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
  const touches = touchedBy(stored);
  return {
    outcome: 'accepted',
    repeated,
    stream: first.stream,
    version: last.version,
    position: lastPosition,
    recordedAt,
    events,
    ...(touches.length === 0 ? {} : { touches }),
  };
}

/** Each paper once, however many of the events it is named by. */
function touchedBy(stored: readonly StoredEvent[]): readonly AnsweredTouch[] {
  const byNumber = new Map(
    stored.flatMap(({ data }) => (data.touches ?? []).map((touched) => [touched.number, touched])),
  );
  return [...byNumber.values()].map((touched) => ({
    ...touched,
    sentence: `${touchedSentence(touched)} – publish a corrigendum if it matters.`,
  }));
}
