import pg from 'pg';
import { entriesOf, type Ledger, verifyEntries } from '#ledger';
import { appendTo, createTestDatabase, createTestLedger, eventOf, type TestDatabase } from '#testing';

describe('verifying a ledger in Postgres', () => {
  let database: TestDatabase;
  let ledger: Ledger;

  beforeAll(async () => {
    database = await createTestDatabase();
  });

  beforeEach(async () => {
    ledger = await createTestLedger(database.pool);
    const registered = eventOf('PersonRegistered', { name: 'Ada', email: null, language: 'en' });
    await appendTo(ledger, 'person:ada', 0, registered);
    await appendTo(ledger, 'item:a', 0, eventOf('ProgressReported', { text: 'Ça ira 🎉' }));
  });

  afterAll(() => database.close());

  it('finds nothing wrong, before and after a person is erased', async () => {
    const before = await verifyEntries(entriesOf(ledger));
    expect(before).toMatchObject({ ok: true, entries: 3, streams: 3 });
    await ledger.destroyPersonKey('ada');
    expect(await verifyEntries(entriesOf(ledger), [{ size: 3, root: before.root }])).toMatchObject({
      ok: true,
    });
  });

  it.each([
    ["update ledger.event set actor = 'another' where ledger = $1 and position = 3", 'ENTRY.LEAF'],
    [
      "update ledger.event set recorded_at = recorded_at - interval '1 day' where ledger = $1 and position = 3",
      'ENTRY.LEAF',
    ],
    ["update ledger.event set data = '{}' where ledger = $1 and position = 2", 'ENTRY.LEAF'],
    ['delete from ledger.event where ledger = $1 and position = 2', 'ENTRY.POSITION'],
  ])('sees what even the owner did past the trigger: %s', async (tampering, code) => {
    const owner = new pg.Client({ connectionString: database.ownerUrl });
    await owner.connect();
    try {
      await expect(owner.query(tampering, [ledger.name])).rejects.toThrow('never changed');
      await expect(owner.query('truncate ledger.event')).rejects.toThrow('never changed');
      await owner.query('alter table ledger.event disable trigger all');
      await owner.query(tampering, [ledger.name]);
    } finally {
      await owner.query('alter table ledger.event enable always trigger event_is_append_only');
      await owner.end();
    }
    const { findings } = await verifyEntries(entriesOf(ledger));
    expect(findings.map((finding) => finding.code)).toContain(code);
  });
});
