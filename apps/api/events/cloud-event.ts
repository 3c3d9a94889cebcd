import { z } from 'zod';
import { labelOf } from '#domain';
import { personalFields, type StoredEvent } from '#ledger';

/** An event of the ledger under CloudEvents 1.0 names, in structured JSON. */
export const cloudEvent = z
  .object({
    specversion: z.literal('1.0'),
    id: z.string().meta({ description: 'The position' }),
    source: z.string().meta({ description: 'The ledger, as a path' }),
    type: z.string().meta({ description: 'The event type after `actum.`', examples: ['actum.Transitioned'] }),
    subject: z.string().meta({ description: 'The stream', examples: ['item:maf'] }),
    time: z.string().meta({ description: 'Recorded at', format: 'date-time' }),
    datacontenttype: z.literal('application/json'),
    streamversion: z.number().int(),
    label: z.string().meta({ description: 'What the type of the item calls it' }),
    actor: z.string(),
    commandid: z.string(),
    correlationid: z.string(),
    causationid: z.string().optional(),
    decidedby: z.string().optional(),
    effectiveon: z.string().meta({ description: 'When it was true, as written' }),
    data: z.record(z.string(), z.unknown()).meta({ description: 'Without personal text' }),
  })
  .meta({ id: 'CloudEvent' });
export type CloudEvent = z.infer<typeof cloudEvent>;

/** An event that leaves the ledger names a person by id only. */
export function toCloudEvent(event: StoredEvent): CloudEvent {
  const personal = personalFields(event.type);
  const data = Object.entries(event.data).filter(([field]) => !personal.includes(field));
  return {
    specversion: '1.0',
    id: String(event.position),
    source: `/ledgers/${event.ledger}`,
    type: `actum.${event.type}`,
    subject: event.stream,
    time: event.recordedAt,
    datacontenttype: 'application/json',
    streamversion: event.version,
    label: labelOf(event),
    actor: event.actor,
    commandid: event.commandId,
    correlationid: event.correlationId,
    ...(event.causationId === null ? {} : { causationid: event.causationId }),
    ...(event.decidedBy === null ? {} : { decidedby: event.decidedBy }),
    effectiveon: event.effectiveOn.text,
    data: Object.fromEntries(data),
  };
}
