import pg from 'pg';
import { createTestDatabase, type TestDatabase } from '#testing';
import { assertLeastPrivilege, PrivilegeError } from './least-privilege.js';
import { openPool } from './pool.js';

describe('assertLeastPrivilege', () => {
  let database: TestDatabase;

  beforeAll(async () => {
    database = await createTestDatabase();
  });

  afterAll(() => database.close());

  it('lets the role that the migrator granted to pass', async () => {
    await expect(assertLeastPrivilege(database.pool)).resolves.toBeUndefined();
  });

  it.each(['ownerUrl', 'superuserUrl'] as const)('refuses the role of %s', async (url) => {
    const pool = openPool(database[url]);
    try {
      await expect(assertLeastPrivilege(pool)).rejects.toThrow(PrivilegeError);
    } finally {
      await pool.end();
    }
  });

  it.each([
    ['insert on ledger.event', 'insert events'],
    ['update (actor) on ledger.event', 'columns'],
    ['trigger on ledger.event', 'trigger events'],
    ['create on schema ledger', 'create objects'],
  ])('refuses it once it is granted %s', async (privilege, problem) => {
    const superuser = new pg.Client({ connectionString: database.superuserUrl });
    await superuser.connect();
    try {
      await superuser.query(`grant ${privilege} to ${database.applicationRole}`);
      await expect(assertLeastPrivilege(database.pool)).rejects.toThrow(problem);
    } finally {
      await superuser.query(`revoke ${privilege} from ${database.applicationRole}`);
      await superuser.end();
    }
    await expect(assertLeastPrivilege(database.pool)).resolves.toBeUndefined();
  });
});
