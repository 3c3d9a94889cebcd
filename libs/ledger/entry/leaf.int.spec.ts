import { readFileSync } from 'node:fs';
import { createTestDatabase, type TestDatabase } from '#testing';
import { readVectors } from './vectors.js';

const { entries } = readVectors(readFileSync('docs/ledger-format.vectors.json', 'utf8'));

describe('the encoding of an entry, in the database', () => {
  let database: TestDatabase;

  beforeAll(async () => {
    database = await createTestDatabase();
  });

  afterAll(() => database.close());

  it.each(entries.map(({ name, ...vector }) => [name, vector] as const))(
    'vector: %s',
    async (_name, { entry }) => {
      const { rows } = await database.pool.query(
        `select encode(ledger.leaf($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, decode($14, 'hex'), $15,
          $16, decode($17, 'base64')), 'hex') as leaf`,
        [
          entry.ledger,
          entry.position,
          entry.stream,
          entry.version,
          entry.type,
          entry.schemaVersion,
          entry.recordedAt,
          entry.effectiveOn.text,
          entry.effectiveOn.earliest,
          entry.effectiveOn.latest,
          entry.decidedBy,
          entry.actor,
          entry.commandId,
          entry.requestDigest,
          entry.correlationId,
          entry.causationId,
          entry.data,
        ],
      );
      expect(rows).toEqual([{ leaf: entry.leaf }]);
    },
  );
});
