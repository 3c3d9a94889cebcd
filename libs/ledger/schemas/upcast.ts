import { LedgerDamaged } from '../errors.js';
import type { EventData, EventSchema, EventSchemas, EventShape } from './event-schemas.js';

/** The version that events of a type are written in today, null for a type that is not known. */
export function currentVersion(schemas: EventSchemas, type: string): number | null {
  return schemaOf(schemas, type)?.length ?? null;
}

/** @throws LedgerDamaged where this program knows no such shape */
export function shapeOf(schemas: EventSchemas, type: string, version: number): EventShape {
  const shape = schemaOf(schemas, type)?.[version - 1];
  if (shape === undefined)
    throw new LedgerDamaged(`This program does not know ${type} in version ${version}.`);
  return shape;
}

/** Brings data in plain text from the version they were written in to today's. */
export function upcast(schemas: EventSchemas, type: string, version: number, data: EventData): EventData {
  const { toNext } = shapeOf(schemas, type, version);
  return toNext === undefined ? data : upcast(schemas, type, version + 1, toNext(data));
}

function schemaOf(schemas: EventSchemas, type: string): EventSchema | undefined {
  return Object.hasOwn(schemas, type) ? schemas[type] : undefined;
}
