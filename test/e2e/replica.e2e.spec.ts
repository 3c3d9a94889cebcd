import { openPool } from '#database';
import { ReplicaPair } from './harness/replica-pair.js';
import { RunningApi } from './harness/running-api.js';

/** Views may be read from a streaming replica; nothing is decided there. */
describe('with a replica to read from', () => {
  let pair: ReplicaPair;
  let running: RunningApi;
  let token: string;

  beforeAll(async () => {
    pair = await ReplicaPair.start();
    running = await RunningApi.start({
      pack: 'packs/un-reform',
      env: { DATABASE_URL: pair.primary.url, DATABASE_REPLICA_URL: pair.replica.url },
    });
    token = await running.http.signIn('focal-2');
  }, 240_000);

  afterAll(async () => {
    await running.stop();
    await pair.stop();
  });

  const report = (text: string) =>
    running.http.call<{ position: number; version: number }>(
      'POST',
      '/v1/items/2/transitions/report-progress',
      { fields: { text } },
      { token },
    );
  const item = (query = '') =>
    running.http.call<{ version: number; position: number; code?: string }>(
      'GET',
      `/v1/items/2${query}`,
      undefined,
      { token },
    );
  const replaying = async (state: 'pause' | 'resume') => {
    const pool = openPool(pair.replica.superuserUrl.replace(/\/postgres$/, '/actum'));
    await pool.query(`select pg_wal_replay_${state}()`);
    await pool.end();
  };

  it('people read what they wrote, once the replica has it', async () => {
    const reported = await report('First');
    expect(reported.status).toBe(200);
    const read = await item(`?waitFor=${reported.body.position}`);
    expect(read).toMatchObject({ status: 200, body: { version: reported.body.version } });
  });

  it('commands do not wait for a replica that lags, and answers say how far it has come', async () => {
    const before = await item();
    await replaying('pause');
    const first = await report('While it lags');
    const second = await report('While it lags still');
    expect([first.status, second.status]).toEqual([200, 200]);
    expect(second.body.version).toBe(before.body.version + 2);
    const stale = await item();
    expect(stale).toMatchObject({ status: 200, body: { version: before.body.version } });
    expect(stale.body.position).toBeLessThan(first.body.position);
    expect(await item(`?waitFor=${second.body.position}`)).toMatchObject({
      status: 503,
      body: { code: 'VIEW.BEHIND' },
    });
    await replaying('resume');
    expect(await item(`?waitFor=${second.body.position}`)).toMatchObject({
      status: 200,
      body: { version: second.body.version },
    });
  });

  it('commands go on without it, queries say when to ask again, and answer once it is back', async () => {
    let position = 0;
    await pair.withoutReplica(async () => {
      const reported = await report('While it is away');
      expect(reported.status).toBe(200);
      position = reported.body.position;
      const asked = await item();
      expect(asked).toMatchObject({ status: 503, body: { code: 'LEDGER.UNAVAILABLE' } });
      expect(asked.headers.get('retry-after')).toBe('2');
    });
    expect(await item(`?waitFor=${position}`)).toMatchObject({ status: 200 });
  });
});
