import { generateKeys, LedgerBusy, openPostgresLedger } from '#ledger';
import { appendTo, createTestDatabase, founding, progress, requestOf, type TestDatabase } from '#testing';

const keys = generateKeys();

describe('the queue in front of the ledger', () => {
  let database: TestDatabase;

  beforeAll(async () => {
    database = await createTestDatabase();
  });

  afterAll(() => database.close());

  const open = (name: string, requests: number) =>
    openPostgresLedger({ pool: database.pool, name, keys, queueBounds: { requests, bytes: 2_000 } });

  it('sends what came together as one transaction', async () => {
    const ledger = open('together', 100);
    await appendTo(ledger, 'ledger', 0, founding('together'));
    const items = Array.from({ length: 40 }, (_, item) => `item:${item}`);
    await Promise.all(items.map((item) => appendTo(ledger, item, 0, progress('1'))));
    const { rows } = await database.pool.query(
      `select count(distinct xmin::text)::integer as transactions, count(*)::integer as events,
         count(distinct recorded_at)::integer as instants
       from ledger.event where ledger = 'together' and position > 1`,
    );
    expect(rows).toEqual([{ transactions: 1, events: 40, instants: 1 }]);
  });

  it('says that it is full rather than grow without end, and takes more once it has gone down', async () => {
    const ledger = open('full', 3);
    await appendTo(ledger, 'ledger', 0, founding('full'));
    const settled = await Promise.allSettled(
      ['a', 'b', 'c', 'd', 'e'].map((item) => appendTo(ledger, `item:${item}`, 0, progress('1'))),
    );
    expect(settled.map(({ status }) => status)).toEqual([
      ...Array(3).fill('fulfilled'),
      ...Array(2).fill('rejected'),
    ]);
    expect(settled.at(-1)).toMatchObject({ reason: expect.any(LedgerBusy) });
    expect(await appendTo(ledger, 'item:d', 0, progress('1'))).toMatchObject({ verdict: 'appended' });
  });

  it('takes nothing that rests on what it turned away, whoever has written in its place', async () => {
    const ledger = open('rests', 1);
    await appendTo(ledger, 'ledger', 0, founding('rests'));
    const stream = 'item:hot';
    const first = appendTo(ledger, 'item:other', 0, progress('1'));
    const away = requestOf(ledger, [{ stream, expectedVersion: 0, events: [progress('1')] }]);
    await expect(ledger.append(away)).rejects.toBeInstanceOf(LedgerBusy);
    await first;
    await appendTo(ledger, stream, 0, progress('Another'));
    const write = { stream, expectedVersion: 1, events: [progress('2')] } as const;
    const resting = requestOf(ledger, [write], { restsOn: [away] });
    expect(await ledger.append(resting)).toEqual({ verdict: 'conflict', conflicts: [] });
    expect(await ledger.append(requestOf(ledger, [write]))).toMatchObject({ verdict: 'appended' });
  });

  it('counts bytes as well', async () => {
    const ledger = open('bytes', 100);
    await appendTo(ledger, 'ledger', 0, founding('bytes'));
    const long = progress('x'.repeat(1_500));
    const settled = await Promise.allSettled(
      ['a', 'b', 'c'].map((item) => appendTo(ledger, `item:${item}`, 0, long)),
    );
    expect(settled.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected']);
  });
});
