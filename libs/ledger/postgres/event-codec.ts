import { canonicalBytes } from '../entry/canonical-json.js';
import type { LedgerEntry } from '../entry/ledger-entry.js';
import { InvalidLedgerRequest, LedgerDamaged } from '../errors.js';
import type { PersonKeys } from '../keys/person-keys.js';
import { ERASED, openField, sealedValue, sealField } from '../keys/sealing.js';
import type { Json, NewEvent, StoredEvent } from '../ledger.js';
import { type EventData, type EventSchemas, isEventData } from '../schemas/event-schemas.js';
import { currentVersion, shapeOf, upcast } from '../schemas/upcast.js';

const PERSON_STREAM = /^person:(.+)$/;

export interface EncodedEvent extends NewEvent {
  readonly schemaVersion: number;
  /** Canonical JSON, personal fields sealed. */
  readonly bytes: Buffer;
}

/** Between events as rules see them and data as stored: sealing and upcasting. */
export class EventCodec {
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
    const bytes = canonicalBytes(data, `${field}.data`);
    const { personal = [] } = shapeOf(this.schemas, type, schemaVersion);
    if (personal.length === 0) return { ...event, schemaVersion, bytes };
    return this.#seal(stream, type, data, personal, field).then((sealed) => ({
      ...event,
      schemaVersion,
      bytes: canonicalBytes(sealed, `${field}.data`),
    }));
  }

  /** Entries as events in plain text and today's shape; personal text whose key is gone is `ERASED`. */
  async decode(entries: readonly LedgerEntry[]): Promise<readonly StoredEvent[]> {
    const read = entries.map((entry) => {
      const data = dataOf(entry);
      return { entry, data, sealed: this.#sealedFields(entry, data) };
    });
    const keyIds = read.flatMap(({ sealed, data }) =>
      sealed.map((field) => sealedValue.parse(data[field]).sealed.key),
    );
    const keys = await this.keys.find(keyIds);
    return read.map(({ entry, data: stored, sealed }) => {
      const { data: _bytes, leaf: _leaf, requestDigest: _digest, ...envelope } = entry;
      const opened = sealed.map((field) => [field, this.#open(entry, field, stored, keys)] as const);
      const plain = { ...stored, ...Object.fromEntries(opened) };
      const data = upcast(this.schemas, entry.type, entry.schemaVersion, plain);
      // Data in today's shape of a known type are what the rules made: nothing else is ever appended.
      return { ...envelope, data } as StoredEvent;
    });
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

  #sealedFields({ type, schemaVersion }: LedgerEntry, data: EventData): readonly string[] {
    const { personal = [] } = shapeOf(this.schemas, type, schemaVersion);
    return personal.filter((name) => data[name] !== undefined);
  }

  #open(entry: LedgerEntry, field: string, data: EventData, keys: ReadonlyMap<string, Buffer>): Json {
    const value = sealedValue.parse(data[field]);
    const key = keys.get(value.sealed.key);
    if (key === undefined) return ERASED;
    return openField(value, key, { ledger: entry.ledger, stream: entry.stream, type: entry.type, field });
  }
}

function dataOf({ position, data }: LedgerEntry): EventData {
  const value: Json = JSON.parse(data.toString('utf8'));
  if (!isEventData(value)) throw new LedgerDamaged(`Data at position ${position} are not an object.`);
  return value;
}
