import { createEmptyDatabase, type TestDatabase } from '#testing';
import { MigrationError, migrate, readMigrations } from './migrator.js';

describe('migrate', () => {
  let database: TestDatabase;

  beforeEach(async () => {
    database = await createEmptyDatabase();
  });

  afterEach(() => database.close());

  it('runs every migration once, and a second call changes nothing', async () => {
    const { ownerUrl, applicationRole, pool } = database;
    const names = readMigrations().map(({ name }) => name);
    expect(await migrate(ownerUrl, applicationRole)).toEqual(names);
    expect(await migrate(ownerUrl, applicationRole)).toEqual([]);
    const { rows } = await pool.query('select count(*) as events from ledger.event');
    expect(rows).toEqual([{ events: 0 }]);
  });

  it('lets processes that start together take turns', async () => {
    const { ownerUrl, applicationRole } = database;
    const runs = await Promise.all([1, 2, 3].map(() => migrate(ownerUrl, applicationRole)));
    expect(runs.map(({ length }) => length).sort()).toEqual([0, 0, readMigrations().length]);
  });

  it('leaves nothing behind of a migration that fails', async () => {
    const { ownerUrl, applicationRole } = database;
    const broken = {
      name: '9999_broken.sql',
      sql: 'create table public.half (); select nonsense',
      digest: 'x',
    };
    await expect(migrate(ownerUrl, applicationRole, [...readMigrations(), broken])).rejects.toThrow(
      'nonsense',
    );
    const whole = { name: '9999_broken.sql', sql: 'create table public.half ()', digest: 'y' };
    expect(await migrate(ownerUrl, applicationRole, [...readMigrations(), whole])).toEqual([whole.name]);
  });

  it('refuses a migration altered after it ran, one put in between, and a newer database', async () => {
    const { ownerUrl, applicationRole } = database;
    const [first, ...others] = readMigrations();
    if (first === undefined) throw new Error('no migrations');
    await migrate(ownerUrl, applicationRole);
    const attempts = [
      { altered: [{ ...first, digest: 'other' }, ...others], says: 'was altered' },
      { altered: [first, { name: '0001_z.sql', sql: '', digest: 'z' }, ...others], says: 'comes before' },
      { altered: [first], says: 'newer than this program' },
    ];
    for (const { altered, says } of attempts) {
      const attempt = migrate(ownerUrl, applicationRole, altered);
      await expect(attempt).rejects.toThrow(MigrationError);
      await expect(attempt).rejects.toThrow(says);
    }
  });
});
