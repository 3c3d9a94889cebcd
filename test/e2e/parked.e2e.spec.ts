import pg from 'pg';
import { eventually } from './harness/eventually.js';
import { RunningApi } from './harness/running-api.js';

interface Parked {
  readonly parked: readonly { readonly view: string; readonly stream: string; readonly type: string }[];
}
interface Accepted {
  readonly position: number;
  readonly version: number;
  readonly stream: string;
}
interface Item {
  readonly version: number;
}

describe('a stream that a view cannot fold', () => {
  let api: RunningApi;
  beforeAll(async () => {
    api = await RunningApi.start({ pack: 'packs/un-reform' });
  }, 120_000);
  afterAll(async () => {
    await api?.stop();
  });

  const report = async (item: string) => {
    const token = await api.http.signIn(`focal-${item}`);
    const body = { fields: { text: 'On the way' } };
    return api.http.post<Accepted>(`/v1/items/${item}/transitions/report-progress`, body, { token });
  };

  test('is shown to administrators, keeps nothing else back, and is folded again when they ask', async () => {
    const { position, version, stream } = await report('1');
    await api.http.get(`/v1/items/1?waitFor=${position}`);
    await loseEventsOf(stream.slice('item:'.length));
    // A correction is told from all of an item's events, which the view has lost.
    const correction = { version, fields: { text: 'Nearly there' }, reason: 'The minutes say so' };
    const focal = { token: await api.http.signIn('focal-1') };
    const corrected = await api.http.post<Accepted>('/v1/items/1/corrections', correction, focal);

    const token = await api.http.signIn('admin');
    const parked = () => api.http.get<Parked>('/v1/parked', { token });
    const shown = await eventually(parked, (answer) => answer.parked.length > 0);
    expect(shown.parked).toMatchObject([{ view: 'status_table', stream, type: 'Corrected' }]);
    const listed = await api.actum('parked', '--as', 'admin');
    expect([listed.code, listed.stdout]).toEqual([0, expect.stringContaining(stream)]);
    expect((await api.http.call('GET', '/v1/parked', undefined, focal)).status).toBe(403);
    expect((await api.http.call('POST', '/v1/parked/retry', {}, focal)).status).toBe(403);

    const other = await report('2');
    const seen = await api.http.get<Item>(`/v1/items/2?waitFor=${other.position}`);
    expect(seen.version).toBe(other.version);

    const retried = await api.http.call('POST', '/v1/parked/retry', {}, { token });
    expect([retried.status, retried.body]).toEqual([202, { asked: ['status_table'] }]);
    await eventually(parked, (answer) => answer.parked.length === 0);
    const mended = await api.http.get<Item>('/v1/items/1');
    expect(mended.version).toBe(corrected.version);
  });

  /** Damage that only somebody with all rights can do. */
  async function loseEventsOf(item: string): Promise<void> {
    const client = new pg.Client({ connectionString: api.database.superuserUrl });
    await client.connect();
    const { rowCount } = await client.query('delete from view_status_table_v5.event where item = $1', [item]);
    await client.end();
    expect(rowCount).toBeGreaterThan(0);
  }
});
