import type { ActumEvent, Instant } from '#domain';
import { type AppendRequest, ERASED, personalFields, type StoredEvent } from '#ledger';

/** Positions of events under way, from here down: none that is ever given out, so that they are recognised in what was made of them. */
let nextUnsettled = Number.MAX_SAFE_INTEGER;
/** Whether an event is one whose place is not known yet. */
export const isUnsettled = ({ position }: { readonly position: number }): boolean =>
  position > Number.MAX_SAFE_INTEGER / 2;

/** Whether a text holds a position that was made up here, whatever stands around it. */
export const quotesMadeUpPosition = (text: string): boolean =>
  text.match(/\d{16,}/g)?.some((digits) => digits.length > 16 || Number(digits) > nextUnsettled) ?? false;

/** A request's events on one stream as they stand in the ledger, in the shape in which they would be read. */
export function recordedEvents(
  ledger: string,
  request: AppendRequest,
  stream: string,
  recordedAt: Instant,
): readonly StoredEvent[] {
  const { actor, commandId, correlationId, causationId } = request;
  const write = request.writes.find((one) => one.stream === stream);
  return (write?.events ?? []).map((event, index) => {
    const recorded = {
      ledger,
      stream,
      actor,
      commandId,
      correlationId,
      causationId,
      // The same values as after the way to the disk and back.
      data: JSON.parse(JSON.stringify(event.data)) as unknown,
      position: nextUnsettled--,
      version: (write?.expectedVersion ?? 0) + index + 1,
      type: event.type,
      schemaVersion: 1,
      recordedAt,
      effectiveOn: event.effectiveOn,
      decidedBy: event.decidedBy ?? null,
    };
    // Only what the rules made is ever appended, in today's shape of a type of the closed set.
    return withoutPersonalText(recorded as unknown as StoredEvent);
  });
}

/** An event that was under way, where it stands now. */
export const placed = (event: StoredEvent, position: number, recordedAt: Instant): StoredEvent => ({
  ...event,
  recordedAt,
  position,
});

export function withoutPersonalText(event: StoredEvent): StoredEvent {
  const personal = personalFields(event.type);
  if (personal.length === 0) return event;
  const blank = Object.fromEntries(
    personal.filter((field) => field in event.data).map((field) => [field, ERASED]),
  );
  return { ...event, data: { ...event.data, ...blank } as ActumEvent['data'] } as StoredEvent;
}
