import { createTestDatabase, createTestLedger, describeLedger, type TestDatabase } from '#testing';

describe('a ledger in Postgres', () => {
  let database: TestDatabase;

  beforeAll(async () => {
    database = await createTestDatabase();
  });

  afterAll(() => database.close());

  describeLedger((options) => createTestLedger(database.pool, options));
});
