import { readdirSync, readFileSync } from 'node:fs';
import { z } from 'zod';
import { LedgerDamaged } from '../errors.js';
import { type EventData, type EventSchema, type EventSchemas, eventSchemas } from './event-schemas.js';
import { currentVersion, shapeOf, upcast } from './upcast.js';

const FOLDER = 'libs/ledger/specimens';

const specimens = readdirSync(FOLDER).map((file) => ({
  file,
  ...z
    .strictObject({
      type: z.string(),
      schemaVersion: z.int().positive(),
      data: z.record(z.string(), z.json()),
    })
    .parse(JSON.parse(readFileSync(`${FOLDER}/${file}`, 'utf8'))),
}));

const specimenOf = (type: string, version: number | null) =>
  specimens.find((specimen) => specimen.type === type && specimen.schemaVersion === version);

const shapes = Object.entries<EventSchema>(eventSchemas).flatMap(([type, schema]) =>
  schema.map((shape, index) => ({ type, version: index + 1, shape, last: index === schema.length - 1 })),
);

describe('the shapes of events', () => {
  it.each(shapes)(
    '$type in version $version has a specimen, with its personal fields',
    ({ type, version, shape }) => {
      const data = specimenOf(type, version)?.data;
      expect(data).toBeDefined();
      for (const field of shape.personal ?? []) expect(data).toHaveProperty(field);
    },
  );

  it.each(shapes)("$type in version $version leads to the next, unless it is today's", ({ shape, last }) => {
    expect(shape.toNext === undefined).toBe(last);
  });

  it.each(specimens)("$file reads as today's shape", ({ type, schemaVersion, data }) => {
    const today = specimenOf(type, currentVersion(eventSchemas, type))?.data ?? {};
    expect(Object.keys(upcast(eventSchemas, type, schemaVersion, data)).sort()).toEqual(
      Object.keys(today).sort(),
    );
  });
});

describe('upcast', () => {
  const rename = ({ text, ...rest }: EventData): EventData => ({ ...rest, body: text ?? '' });
  const schemas: EventSchemas = {
    Commented: [{ toNext: rename }, { toNext: (data) => ({ ...data, language: 'en' }) }, {}],
  };

  it('goes through every version from the one that was written', () => {
    expect(upcast(schemas, 'Commented', 1, { text: 'x' })).toEqual({ body: 'x', language: 'en' });
    expect(upcast(schemas, 'Commented', 2, { body: 'x' })).toEqual({ body: 'x', language: 'en' });
    expect(upcast(schemas, 'Commented', 3, { body: 'x', language: 'fr' })).toEqual({
      body: 'x',
      language: 'fr',
    });
    expect(currentVersion(schemas, 'Commented')).toBe(3);
  });

  it.each([
    ['Commented', 4],
    ['Commented', 0],
    ['Unknown', 1],
    ['toString', 1],
  ])('does not guess at %s in version %i', (type, version) => {
    expect(() => shapeOf(schemas, type, version)).toThrow(LedgerDamaged);
  });
});
