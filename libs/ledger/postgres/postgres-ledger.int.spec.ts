import { createTestDatabase, createTestLedger, type TestDatabase } from '#testing';
import { describeLedger } from '../ledger-contract.js';

describe('a ledger in Postgres', () => {
  let database: TestDatabase;

  beforeAll(async () => {
    database = await createTestDatabase();
  });

  afterAll(() => database.close());

  describeLedger({ create: (options) => createTestLedger(database.pool, options) });
});
