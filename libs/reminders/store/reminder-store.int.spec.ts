import { createTestDatabase, type TestDatabase } from '#testing';
import type { SummaryLine } from '../reminder.js';
import { owe } from './owe.js';
import { type Claim, ReminderStore } from './reminder-store.js';

const line = (item: string, rung: string, folded: readonly string[] = []): SummaryLine => ({
  ...{ item, rung, folded, dueRevision: 1, person: 'focal-4', because: 'owner' },
  ...{ number: null, title: item, dueText: null, dueLatest: null, waitsFor: null },
});

describe('what is owed', () => {
  let database: TestDatabase;
  let store: ReminderStore;
  let count = 0;

  beforeAll(async () => {
    database = await createTestDatabase();
    const stores = [1, 2, 3].map(() => new ReminderStore(database.pool, 'main'));
    await Promise.all(stores.map((each) => each.prepare()));
  });
  afterAll(async () => {
    await database.close();
  });
  /** A ledger of each test's own; leases that are over at once where `seconds` is 0. */
  const open = (seconds = 60): ReminderStore => {
    count += 1;
    return new ReminderStore(database.pool, `ledger-${count}`, { mail: seconds, outbox: seconds });
  };
  const oweTo = (lines: readonly SummaryLine[], channel: 'mail' | 'outbox' = 'outbox') =>
    owe(store, { person: 'focal-4', channel, dueOn: '2020-09-30', mailFrom: 'Actum <a@x.example>', lines });
  const claimed = async (summary: string | null): Promise<Claim> => {
    const claim = await store.claim(summary ?? '');
    if (claim === null) throw new Error('The summary could not be claimed.');
    return claim;
  };

  it('makes one summary for what is new and none for what is known', async () => {
    store = open();
    const first = await oweTo([line('b', 'r2', ['r1']), line('a', 'r1')]);
    expect(first).not.toBeNull();
    expect(await oweTo([line('b', 'r2', ['r1']), line('a', 'r1')])).toBeNull();
    const summary = await store.find(first ?? '');
    expect(summary).toMatchObject({ messageId: `${first}@x.example`, status: 'owed', dueOn: '2020-09-30' });
    expect(summary?.lines.map(({ item, fresh, folded }) => [item, fresh, folded])).toEqual([
      ['a', true, []],
      ['b', true, ['r1']],
    ]);
  });

  it('lists what is still overdue beside what is new, and folds a rung once', async () => {
    store = open();
    await oweTo([line('a', 'r1'), line('b', 'r2', ['r1'])]);
    const next = await oweTo([line('a', 'r1'), line('b', 'r3', ['r1', 'r2'])]);
    expect(
      (await store.find(next ?? ''))?.lines.map(({ item, fresh, folded }) => [item, fresh, folded]),
    ).toEqual([
      ['a', false, []],
      ['b', true, []],
    ]);
  });

  it('makes one summary however many scanners try at once', async () => {
    store = open();
    const lines = ['c', 'a', 'b'].map((item) => line(item, 'r2', ['r1']));
    const made = await Promise.all(Array.from({ length: 12 }, () => oweTo(lines)));
    expect(made.filter((summary) => summary !== null)).toHaveLength(1);
    expect(await store.due(10)).toHaveLength(1);
  });

  it('lets one worker have it, until it is over', async () => {
    store = open();
    const summary = await oweTo([line('a', 'r1')]);
    const claims = await Promise.all(Array.from({ length: 8 }, () => store.claim(summary ?? '')));
    expect(claims.filter((claim) => claim !== null)).toHaveLength(1);
    await store.sent(summary ?? '', '2020-09-30T00:00:00.000000Z');
    expect(await store.claim(summary ?? '')).toBeNull();
    expect(await store.due(10)).toEqual([]);
  });

  it('gives it to another once the lease has ended, and the first one no longer has a say', async () => {
    store = open(0);
    const summary = await oweTo([line('a', 'r1')], 'mail');
    const first = await claimed(summary);
    expect(await store.handingOver(first)).not.toBeNull();
    const second = await claimed(summary);
    expect(second.handedOverAt).not.toBeNull();
    expect(second.attempt).toBe(2);
    expect(await store.handingOver(first)).toBeNull();
    expect(await store.backOff(first, 'too late')).toBe(false);
    expect(await store.ambiguous(second)).toBe(true);
    expect(await store.claim(summary ?? '')).toBeNull();
    expect(await store.owedAgain(summary ?? '')).toBe(true);
    expect((await claimed(summary)).messageId).toBe(first.messageId);
  });

  it('is not due while it backs off', async () => {
    store = open();
    const summary = await oweTo([line('a', 'r1')]);
    expect(await store.backOff(await claimed(summary), 'mail server 451')).toBe(true);
    expect(await store.due(10)).toEqual([]);
    expect((await store.find(summary ?? ''))?.status).toBe('owed');
  });

  it('keeps no text of a person who is erased, whichever comes first', async () => {
    const text = async (summary: string | null) =>
      (
        await store.tables
          .selectFrom('summary')
          .select('text')
          .where('summary', '=', summary ?? '')
          .execute()
      )[0];
    store = open();
    const before = await oweTo([line('a', 'r1')]);
    const claim = await claimed(before);
    expect(await store.keepMessage(claim, { to: null, text: 'Dear A', lines: claim.lines })).toBe(true);
    expect(await store.erase('focal-4')).toEqual([{ summary: before, channel: 'outbox' }]);
    expect(await text(before)).toEqual({ text: null });
    const after = await claimed(await oweTo([line('a', 'r2')]));
    expect(await store.keepMessage(after, { to: null, text: 'Dear A', lines: after.lines })).toBe(false);
    expect(await text(after.summary)).toEqual({ text: null });
  });

  it('never goes back in what it followed', async () => {
    store = open();
    await store.follow({ position: 7, begun: true });
    await store.follow({ position: 3, begun: false });
    expect(await store.followed()).toEqual({ position: 7, begun: true });
  });
});
