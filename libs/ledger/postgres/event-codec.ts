import { instantOf } from '#database';
import type { EffectiveOn } from '#domain';
import { canonicalBytes } from '../entry/canonical-json.js';
import { InvalidLedgerRequest, LedgerDamaged } from '../errors.js';
import type { PersonKeys } from '../keys/person-keys.js';
import { ERASED, openField, type SealedValue, sealedValue, sealField } from '../keys/sealing.js';
import type { Json, NewEvent, StoredEvent } from '../ledger.js';
import { type EventData, type EventSchemas, type EventShape, isEventData } from '../schemas/event-schemas.js';
import { currentVersion, shapeOf, upcast } from '../schemas/upcast.js';
import type { EventTexts } from './event-texts.js';

const PERSON_STREAM = /^person:(.+)$/;

/** An event as it is stored. */
export interface EncodedEvent {
  readonly stream: string;
  readonly type: string;
  readonly schemaVersion: number;
  readonly effectiveOn: EffectiveOn;
  readonly decidedBy: string | null;
  /** Canonical JSON, personal fields sealed. */
  readonly bytes: Buffer;
}

/** An event whose data may still be sealed, and in the shape in which they were written. */
interface ReadEvent extends Omit<StoredEvent, 'type' | 'data'> {
  readonly type: string;
  data: EventData;
}

interface SealedField {
  readonly event: ReadEvent;
  readonly field: string;
  readonly value: SealedValue;
}

/** Between events as rules see them and data as stored: sealing and upcasting. */
export class EventCodec {
  readonly #shapes = new Map<string, readonly EventShape[]>();

  constructor(
    readonly ledger: string,
    readonly keys: PersonKeys,
    readonly schemas: EventSchemas,
  ) {}

  /**
   * At once where nothing of the event is personal; else once the person's key is there.
   *
   * @param field path of the event in the request, for errors
   * @throws InvalidLedgerRequest where the type is unknown or the data cannot be stored
   */
  encode(stream: string, event: NewEvent, field: string): EncodedEvent | Promise<EncodedEvent> {
    const { type, data } = event;
    const schemaVersion = currentVersion(this.schemas, type);
    if (schemaVersion === null)
      throw new InvalidLedgerRequest(`There is no event type ${type}.`, `${field}.type`);
    if (!isEventData(data))
      throw new InvalidLedgerRequest(`Data of ${type} are not an object.`, `${field}.data`);
    const { personal = [] } = shapeOf(this.schemas, type, schemaVersion);
    const encoded = (stored: EventData): EncodedEvent => ({
      stream,
      type,
      schemaVersion,
      effectiveOn: event.effectiveOn,
      decidedBy: event.decidedBy ?? null,
      bytes: canonicalBytes(stored, `${field}.data`),
    });
    if (personal.length === 0) return encoded(data);
    // What cannot be stored cannot be sealed either.
    canonicalBytes(data, `${field}.data`);
    return this.#seal(stream, type, data, personal, field).then(encoded);
  }

  /** Events in plain text and today's shape; personal text whose key is gone is `ERASED`. */
  async decode(rows: readonly EventTexts[]): Promise<readonly StoredEvent[]> {
    const sealed: SealedField[] = [];
    const old: ReadEvent[] = [];
    const events = rows.map((texts) => {
      const event = this.#read(texts);
      const { personal, toNext } = this.#shapeOf(event);
      if (toNext !== undefined) old.push(event);
      for (const field of personal ?? []) {
        const value = event.data[field];
        if (value !== undefined) sealed.push({ event, field, value: sealedValue.parse(value) });
      }
      return event;
    });
    if (sealed.length > 0) await this.#open(sealed);
    for (const event of old) event.data = upcast(this.schemas, event.type, event.schemaVersion, event.data);
    // Data in today's shape of a known type are what the rules made: nothing else is ever appended.
    return events as readonly object[] as readonly StoredEvent[];
  }

  /** Looked up once for each type, as every event that is read asks for it. */
  #shapeOf({ type, schemaVersion }: ReadEvent): EventShape {
    const known = this.#shapes.get(type)?.[schemaVersion - 1];
    if (known !== undefined) return known;
    const shape = shapeOf(this.schemas, type, schemaVersion);
    this.#shapes.set(type, this.schemas[type] ?? []);
    return shape;
  }

  #read(texts: EventTexts): ReadEvent {
    const data: Json = JSON.parse(texts[14]);
    if (!isEventData(data)) throw new LedgerDamaged(`Data at position ${texts[0]} are not an object.`);
    return {
      ledger: this.ledger,
      position: Number(texts[0]),
      stream: texts[1],
      version: Number(texts[2]),
      type: texts[3],
      schemaVersion: Number(texts[4]),
      recordedAt: instantOf(texts[5]),
      effectiveOn: { text: texts[6], earliest: texts[7], latest: texts[8] },
      decidedBy: texts[9],
      actor: texts[10],
      commandId: texts[11],
      correlationId: texts[12] ?? texts[11],
      causationId: texts[13],
      data,
    };
  }

  async #open(fields: readonly SealedField[]): Promise<void> {
    const keys = await this.keys.find(fields.map(({ value }) => value.sealed.key));
    for (const { event, field, value } of fields) {
      const key = keys.get(value.sealed.key);
      const { ledger, stream, type } = event;
      const plain = key === undefined ? ERASED : openField(value, key, { ledger, stream, type, field });
      event.data = { ...event.data, [field]: plain };
    }
  }

  async #seal(
    stream: string,
    type: string,
    data: EventData,
    personal: readonly string[],
    field: string,
  ): Promise<EventData> {
    const person = PERSON_STREAM.exec(stream)?.[1];
    if (person === undefined) {
      throw new InvalidLedgerRequest(`${type} belongs on a person's stream, not ${stream}.`, `${field}.type`);
    }
    const key = await this.keys.obtain(person);
    const sealed = personal.flatMap((name) => {
      const value = data[name];
      return value === undefined
        ? []
        : [[name, sealField(value, key, { ledger: this.ledger, stream, type, field: name })] as const];
    });
    return { ...data, ...Object.fromEntries(sealed) };
  }
}
