import type { Work } from '#projections';
import { RunningApi } from './harness/running-api.js';

describe('my work, over HTTP and from the command line', () => {
  let api: RunningApi;
  beforeAll(async () => {
    api = await RunningApi.start({ pack: 'packs/un-reform' });
  }, 120_000);
  afterAll(() => api.stop(), 60_000);

  test('one’s own by token, somebody’s by name, nobody’s without either', async () => {
    const token = await api.http.signIn('focal-11');
    const own = await api.http.get<Work>('/v1/work', { token });
    expect(own.owed[0]).toMatchObject({ number: '11', overdue: true, reasons: [{ code: 'overdue' }, {}] });
    expect(own.waitingFor.filter(({ item }) => item.number === '11')).toMatchObject([
      {
        kind: 'prerequisite',
        other: { item: 'maf', stateTitle: 'Provisional, under review' },
        from: [{ name: 'UN Development Coordination Office' }, { name: 'Rosa Silva' }],
      },
    ]);
    expect(await api.http.get<Work>('/v1/work?person=focal-11')).toEqual(own);
    expect((await api.http.call('GET', '/v1/work')).status).toBe(401);
    expect((await api.http.call('GET', '/v1/items?mine=true')).status).toBe(401);
    expect((await api.http.call('GET', '/v1/work?person=nobody')).status).toBe(404);
    const asOf = await api.http.call('GET', '/v1/work?asOf=2020-09-30', undefined, { token });
    expect([asOf.status, asOf.body]).toMatchObject([400, { errors: [{ field: 'asOf' }] }]);
    const mine = await api.http.get<{ items: readonly { item: string }[] }>('/v1/items?mine=true', {
      token,
    });
    expect(mine.items.map(({ item }) => item)).toEqual(own.owed.map(({ item }) => item));
  });

  test('the command line lays it out, and tells the officer-in-charge of the framework what to clear', async () => {
    const framework = await api.actum('advance', 'maf', 'finalize', '--as', 'liaison-dco');
    expect(framework).toMatchObject({ code: 0 });
    const { code, stdout } = await api.actum('my-work', '--as', 'clear-entity');
    expect([code, stdout]).toEqual([
      0,
      `Olga Petrenko (clear-entity), 2020-09-30 (simulated clock)

You owe (0)
───────────
Nothing.

To clear (1)
────────────
maf  Management and Accountability Framework
     On the line entity; finalized by Rosa Silva.
     actum sign maf --line entity --decision clear

To approve (0)
──────────────
Nothing.

You wait for (0)
────────────────
Nothing.
`,
    ]);
    const waiting = await api.actum('my-work', '--person', 'focal-11');
    expect(waiting.stdout).toContain('Management and Accountability Framework stands at “Revised, awaiting');
    expect(waiting.stdout).toContain('From UN Development Coordination Office, Rosa Silva.');
  });
});
